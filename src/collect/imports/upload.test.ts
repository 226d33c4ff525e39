/** Files on their way in over a real connection, whole, slow, cut off, and onto a full disk. */
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { request, type ClientRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testApp, type TestApp } from "../../../test/kit/app.ts";
import { testFolder } from "../../../test/kit/context.ts";
import { eventually } from "../../../test/kit/eventually.ts";
import { canMount, mountSmallDisk, type SmallDisk } from "../../../test/kit/small-disk.ts";
import type { ImportView } from "./contract.ts";
import { importFiles, importsFolder } from "./folders.ts";

const HEADER = "order_id,date,total,customer_id\n";
const line = (index: number) => `${index},2026-01-02T10:00:00Z,10,c${index}\n`;
const MEGABYTE = 1_048_576;

type Refused = { error: { code: string; message: string; fix: string } };

/** A connection that takes a file; `length` says how long it will be, else it goes in chunks. */
function upload(kit: TestApp, length?: number): ClientRequest {
  const { port } = kit.app.server.address() as AddressInfo;
  return request({
    port,
    host: "127.0.0.1",
    method: "POST",
    path: "/api/v1/imports?filename=orders.csv&kind=orders",
    headers: {
      ...kit.owner,
      "content-type": "text/csv",
      ...(length !== undefined && { "content-length": length }),
    },
  });
}

async function answerTo(asking: ClientRequest) {
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  let text = "";
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode, headers: response.headers, body: JSON.parse(text) as unknown };
}

/** What lies in the folder of files, uploads under way among them. */
function lying(kit: TestApp): string[] {
  const folder = importsFolder(kit.context.dataDir);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  // Every reader that starts keeps its compiled program there, whatever becomes of the file.
  return names.filter((name) => name !== "reader-compiled");
}

const imports = async (kit: TestApp) =>
  (await kit.context.state.selectFrom("import").select("id").execute()).length;

describe("an upload over a real connection", () => {
  let kit: TestApp;

  beforeAll(async () => {
    kit = await testApp();
    await kit.app.listen({ port: 0, host: "127.0.0.1" });
  });

  it("in chunks arrives whole, and is looked into after its last byte was read", async () => {
    const asking = upload(kit);
    const lines = Array.from({ length: 50_000 }, (_, index) => line(index));
    const text = HEADER + lines.join("");
    for (let from = 0; from < text.length; from += 65_537) {
      if (!asking.write(text.slice(from, from + 65_537))) await once(asking, "drain");
    }
    asking.end();
    const { status, body } = await answerTo(asking);
    expect(status).toBe(201);
    const { id, bytes } = body as ImportView;
    expect(bytes).toBe(text.length);
    const { file } = importFiles(kit.context.dataDir, (body as { id: never }).id);
    expect(await readFile(file, "utf8")).toBe(text);
    expect(lying(kit)).toEqual([String(id)]);
  });

  it("that comes byte by byte arrives whole", async () => {
    const text = HEADER + line(1);
    const asking = upload(kit, text.length);
    for (const character of text) {
      asking.write(character);
      await turn();
    }
    asking.end();
    expect(await answerTo(asking)).toMatchObject({ status: 201, body: { bytes: text.length } });
  });

  it("that is cut off leaves nothing behind", async () => {
    const before = { lying: lying(kit), imports: await imports(kit) };
    const asking = upload(kit, MEGABYTE);
    asking.on("error", () => undefined);
    asking.write(HEADER);
    await eventually(async () => (lying(kit).length > before.lying.length ? true : null), "the upload began");
    asking.destroy();
    await eventually(
      async () => (lying(kit).length === before.lying.length ? true : null),
      "the upload is gone",
    );
    expect(lying(kit)).toEqual(before.lying);
    expect(await imports(kit)).toBe(before.imports);
  });

  it("that can't be read is refused, and leaves nothing behind", async () => {
    const before = lying(kit);
    const asking = upload(kit);
    asking.end("");
    expect(await answerTo(asking)).toMatchObject({ status: 400, body: { error: { code: "invalid" } } });
    expect(lying(kit)).toEqual(before);
  });
});

if (!canMount) console.warn("upload.test.ts: this system allows no mounts of our own; no disk is filled");

describe.skipIf(!canMount)("an upload onto a disk that fills up", () => {
  let disk: SmallDisk | undefined;
  let kit: TestApp;

  beforeAll(async () => {
    disk = await mountSmallDisk(await testFolder(), 1);
    kit = await testApp({ dataDir: disk.seenAt });
    await kit.app.listen({ port: 0, host: "127.0.0.1" });
  });
  afterAll(() => disk?.remove());

  it("is refused with 503, a word on what to do and Retry-After, and gives its room back", async () => {
    const asking = upload(kit, 3 * MEGABYTE);
    asking.on("error", () => undefined);
    asking.end(HEADER.padEnd(3 * MEGABYTE, "x"));
    const { status, headers, body } = await answerTo(asking);
    expect(status).toBe(503);
    expect(Number(headers["retry-after"])).toBeGreaterThan(0);
    expect((body as Refused).error).toMatchObject({
      code: "unavailable",
      fix: expect.stringContaining("Make room"),
    });
    expect(lying(kit)).toEqual([]);
    const again = upload(kit);
    again.end(HEADER + line(1));
    expect((await answerTo(again)).status).toBe(201);
  });
});
