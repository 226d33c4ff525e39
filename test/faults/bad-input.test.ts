/** Input over the wire that no SDK sends. Each is answered as the contract says, and the server lives. */
import { connect } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { testFolder } from "../kit/context.ts";
import { eventually } from "../kit/eventually.ts";
import { eventsOf, makeSource } from "../kit/profiles.ts";
import { type RawConnection, rawConnection } from "../kit/raw-http.ts";
import { purchase, sendBatch } from "../kit/sender.ts";
import { type RunningServer, startServer } from "../kit/server.ts";

let server: RunningServer;
let writeKey: string;
let authorization: string;
let proofs = 0;

beforeAll(async () => {
  server = await startServer(await testFolder());
  ({ writeKey } = await makeSource(server, "server"));
  authorization = `Basic ${btoa(`${writeKey}:`)}`;
}, 120_000);

afterAll(async () => {
  await server?.stop();
});

// Whatever came, the next sender is served.
afterEach(async () => {
  const { status } = await sendBatch(server, writeKey, [purchase(`proof-${(proofs += 1)}`, "proof")]);
  if (status !== 200) throw new Error(`the next sender got ${status}`);
});

type Answer = { status: number; reason: string | undefined };

async function post(
  path: string,
  body: string | Buffer<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(`${server.url}/v1/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization, ...headers },
    body,
  });
  const { error } = (await answer.json()) as { error?: { reason?: string } };
  return { status: answer.status, reason: error?.reason };
}

const track = (more: string) => `{"event":"Clicked","userId":"odd",${more}}`;

/** The beginning of a call whose body is still to come. */
async function begin(...headers: string[]): Promise<RawConnection> {
  const connection = await rawConnection(server);
  const lines = ["POST /v1/track HTTP/1.1", "Host: tenure", `Authorization: ${authorization}`, ...headers];
  connection.write(`${lines.join("\r\n")}\r\n\r\n`);
  return connection;
}

describe("a body on the wire", () => {
  it("whose sender goes away half way keeps nothing", async () => {
    const body = track('"messageId":"half"');
    for (const header of [`Content-Length: ${body.length}`, "Transfer-Encoding: chunked"]) {
      const connection = await begin(header);
      connection.write(header.startsWith("T") ? `10\r\n${body.slice(0, 16)}\r\n` : body.slice(0, 16));
      connection.end();
      expect(await connection.status()).not.toBe(200);
      connection.drop();
    }
  });

  it("that comes byte by byte is taken, and holds nobody else up", async () => {
    const body = track('"messageId":"slow"');
    const slow = await begin(`Content-Length: ${body.length}`);
    for (const letter of body.slice(0, -1)) slow.write(letter);
    const { status } = await sendBatch(server, writeKey, [purchase("beside-slow")]);
    expect(status).toBe(200);
    slow.write(body.slice(-1));
    expect(await slow.status()).toBe(200);
    slow.drop();
  });

  it.each([
    ["no number", "Content-Length: many", "{}"],
    ["two lengths", "Content-Length: 2\r\nContent-Length: 3", "{}"],
    ["a length and chunks at once", "Content-Length: 2\r\nTransfer-Encoding: chunked", "{}"],
    ["chunks without a size", "Transfer-Encoding: chunked", "zz\r\n{}\r\n0\r\n\r\n"],
  ])("with %s as its length is refused", async (_what, header, body) => {
    const connection = await begin(header);
    connection.write(body);
    expect(await connection.status()).toBe(400);
    connection.drop();
  });

  it("that is shorter than its length says is cut off at the length", async () => {
    const connection = await begin("Content-Length: 10");
    connection.write(`${track('"messageId":"cut"')}`);
    expect(await connection.status()).toBe(400);
    connection.drop();
  });

  it("with 10,000 headers is refused", async () => {
    const headers = Array.from({ length: 10_000 }, (_, nth) => `X-${nth}: 1`);
    const connection = await begin(...headers, "Content-Length: 2");
    expect(await connection.status()).toBe(431);
    connection.drop();
  });

  it("that swells to 200 MB when unpacked is refused", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, " "));
    const answer = await post("batch", bomb, { "content-encoding": "gzip" });
    expect(answer).toEqual({ status: 400, reason: "body_too_large" });
  });

  it("that is packed and ends half way is refused", async () => {
    const packed = gzipSync(track('"messageId":"packed"'));
    const answer = await post("track", packed.subarray(0, 30), { "content-encoding": "gzip" });
    expect(answer).toEqual({ status: 400, reason: "invalid_json" });
  });
});

describe("JSON that no SDK writes", () => {
  const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

  it.each([
    ["properties nested 10,000 deep", track(`"properties":${deep(10_000)}`), "too_deep"],
    [
      "arrays nested 10,000 deep",
      track(`"properties":{"a":${"[".repeat(10_000)}${"]".repeat(10_000)}}`),
      "too_deep",
    ],
    ["nothing but brackets", "[".repeat(100_000), "invalid_json"],
    ["an id that is a NUL", track('"anonymousId":"\\u0000\\u0001"'), "control_characters"],
    ["an id of 600 characters", track(`"anonymousId":"${"x".repeat(600)}"`), "too_long"],
    ["a key of 40 KB", track(`"properties":{"${"k".repeat(40_000)}":1}`), "event_too_large"],
    ["bytes that are no UTF-8 in place of JSON", Buffer.from([0xff, 0xfe, 0x00]), "invalid_json"],
  ])("%s is refused with its reason", async (_what, body, reason) => {
    expect(await post("track", body as string)).toEqual({ status: 400, reason });
  });

  it.each([
    ["half a surrogate pair", '"a":"\\ud800","\\udc00":1'],
    ["a NUL in a value", '"a":"b\\u0000c"'],
    ["a prototype", '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}'],
    ["numbers beyond numbers", '"total":1e999,"quantity":-1e999,"price":1e-999,"small":5e-324'],
    ["the same key twice", '"a":1,"a":2'],
    ["a key of 5,000 characters", `"${"k".repeat(5000)}":1`],
    ["keys without letters", '"":1," ":2,"\\t":3'],
    [
      "prices that are no prices",
      '"total":{"a":1},"revenue":[],"currency":7,"products":[null,1,"x",{"price":"x"}]',
    ],
  ])("properties with %s are stored", async (what, properties) => {
    const customer = `customer of ${what}`;
    const body = `{"event":"Order Completed","userId":"${customer}","properties":{"order_id":"${what}",${properties}}}`;
    expect(await post("track", body)).toEqual({ status: 200, reason: undefined });
    const [event] = await eventsOf(server, `user_id:${customer}`, 1);
    expect(event?.event).toBe("Order Completed");
    expect(Object.prototype).not.toHaveProperty("polluted");
  });

  it("traits with a prototype are stored as any other", async () => {
    const body = '{"userId":"proto","traits":{"__proto__":{"admin":true},"plan":"free"}}';
    expect(await post("identify", body)).toEqual({ status: 200, reason: undefined });
    await eventsOf(server, "user_id:proto", 1);
  });
});

describe("a key that is taken back", () => {
  it("lets nothing more in, on whatever thread what comes is read", async () => {
    const source = await makeSource(server, "server");
    const send = () => sendBatch(server, source.writeKey, [purchase(`late-${(proofs += 1)}`, "late")]);
    expect((await send()).status).toBe(200);
    await server.ask("PATCH", `/api/v1/sources/${source.id}`, { disabled: true });
    expect((await send()).status).toBe(401);
    await server.ask("PATCH", `/api/v1/sources/${source.id}`, { disabled: false });
    expect((await send()).status).toBe(200);
  });
});

it("what was taken in is counted for operators", async () => {
  const counted = async () =>
    Number(
      /^tenure_tracked_events (\d+)/m.exec(await (await fetch(`${server.url}/metrics`)).text())?.[1] ?? 0,
    );
  const before = await counted();
  await sendBatch(server, writeKey, [purchase("counted-1", "counted"), purchase("counted-2", "counted")]);
  const after = await eventually(async () => {
    const now = await counted();
    return now >= before + 2 ? now : null;
  }, "both are counted");
  expect(after).toBeGreaterThanOrEqual(before + 2);
});

describe("a server with bodies that never end", () => {
  it("stops all the same", async () => {
    const stalled = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const connection = await begin("Content-Length: 100");
        connection.write('{"event"');
        return connection;
      }),
    );
    const owner = connect(join(server.dataDir, "tenure.sock"));
    owner.on("error", () => undefined);
    owner.write('POST /api/v1/sources HTTP/1.1\r\nHost: tenure\r\nContent-Length: 100\r\n\r\n{"name"');
    const { status } = await sendBatch(server, writeKey, [purchase("beside-stalled")]);
    expect(status).toBe(200);
    expect(await server.stop()).toBe(0);
    await Promise.all(stalled.map((connection) => connection.closed()));
    server = await startServer(server.dataDir);
  }, 90_000);
});
