import { gzipSync } from "node:zlib";
import { sql as text } from "kysely";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testApp } from "../../../test/kit/app.ts";
import type { TestContext } from "../../../test/kit/context.ts";
import type { App, Capability } from "../../core/capability.ts";
import { drainInbox } from "../../pipeline.ts";
import { sql } from "../../core/sql.ts";
import { addSource } from "../sources/index.ts";
import { changeSource } from "../sources/changes.ts";
import type { Source } from "../sources/index.ts";
import { trackingRoutes } from "./routes.ts";

const MOST_BACKLOG = 10;
const tracking = (mostBacklog?: number): Capability => ({
  name: "tracking",
  personalData: null,
  routes: (app, context) => trackingRoutes(app, context, mostBacklog),
});

let app: App;
let context: TestContext;
let source: Source;

// One program for the file; each test has a source and messages of its own.
const clicked = { event: "Clicked", anonymousId: "a1" };
let test = 0;
let click: typeof clicked & { messageId: string };

beforeAll(async () => {
  ({ app, context } = await testApp({ capabilities: [tracking()] }));
});

beforeEach(async () => {
  source = await addSource(context.state, { name: "Web", kind: "browser" });
  test += 1;
  click = { ...clicked, messageId: own("m1") };
});

function own(messageId: string): string {
  return `${test}-${messageId}`;
}

type Sent = { status: number; body: { success: boolean; error?: Record<string, string> } };

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Sent> {
  const payload = typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const answer = await app.inject({
    method: "POST",
    url: `/v1/${path}`,
    payload,
    headers: { "content-type": "text/plain", authorization: basic(`${source.writeKey}:`), ...headers },
  });
  return { status: answer.statusCode, body: answer.json() };
}

function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString("base64")}`;
}

async function stored() {
  await drainInbox(context);
  return context.facts.query<Record<"kind" | "message_id" | "at" | "context" | "properties", string>>(
    sql`SELECT kind, message_id, at, context, properties FROM event
      WHERE source_id = ${source.id} ORDER BY message_id`,
  );
}

async function rejected() {
  return context.state
    .selectFrom("rejected_event")
    .select(["reason", "field"])
    .where("source_id", "=", source.id)
    .orderBy("id")
    .execute();
}

describe("a call of the tracking API", () => {
  it.each([
    ["identify", "identify"],
    ["i", "identify"],
    ["track", "track"],
    ["t", "track"],
    ["page", "page"],
    ["p", "page"],
    ["screen", "screen"],
    ["s", "screen"],
    ["group", "group"],
    ["g", "group"],
    ["alias", "alias"],
    ["a", "alias"],
  ])("to /v1/%s is stored as %s", async (path, kind) => {
    const event = { ...click, userId: "u1", previousId: "a1", groupId: "g1" };
    expect(await post(path, event)).toEqual({ status: 200, body: { success: true } });
    expect(await stored()).toMatchObject([{ kind }]);
  });

  it.each(["batch", "b", "import"])("to /v1/%s stores the events of the batch", async (path) => {
    const batch = [
      { type: "track", ...click },
      { type: "identify", userId: "u1", messageId: own("m2") },
    ];
    expect((await post(path, { batch })).status).toBe(200);
    expect(await stored()).toMatchObject([{ kind: "track" }, { kind: "identify" }]);
  });

  it("of the SDK's own metrics is accepted and dropped", async () => {
    expect((await post("m", { series: [] })).status).toBe(200);
    expect(await stored()).toEqual([]);
  });

  it("from any page is allowed before it is made", async () => {
    const answer = await app.inject({
      method: "OPTIONS",
      url: "/v1/t",
      headers: {
        origin: "https://shop.example",
        "access-control-request-headers": "authorization,x-retry-count",
      },
    });
    expect(answer.statusCode).toBe(204);
    expect(answer.headers["access-control-allow-origin"]).toBe("*");
    expect(answer.headers["access-control-allow-headers"]).toMatch(/authorization.*x-retry-count/i);
  });

  it("gets a message id where it brings none", async () => {
    await post("track", { event: "Clicked", anonymousId: "a1" });
    expect((await stored())[0]?.message_id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("from a browser gets the sender's address, unless it says one", async () => {
    await post("track", { ...click, messageId: own("1") });
    await post("track", { ...click, messageId: own("2"), context: { ip: "0.0.0.0" } });
    const contexts = (await stored()).map((row) => JSON.parse(row.context) as { ip?: string });
    expect(contexts).toEqual([{ ip: "127.0.0.1" }, { ip: "0.0.0.0" }]);
  });

  it("from a server gets no address", async () => {
    source = await addSource(context.state, { name: "Server", kind: "server" });
    await post("track", click);
    expect((await stored())[0]?.context).toBe("{}");
  });
});

describe("the write key", () => {
  it.each([
    ["as Basic user name", () => ({ authorization: basic(`${source.writeKey}:`) })],
    ["as Basic without a colon", () => ({ authorization: basic(source.writeKey) })],
    ["as Bearer", () => ({ authorization: `Bearer ${source.writeKey}` })],
  ])("is taken %s", async (_way, headers) => {
    expect((await post("track", click, headers())).status).toBe(200);
  });

  it("is taken from the body", async () => {
    const answer = await post("batch", { writeKey: source.writeKey, batch: [] }, { authorization: "" });
    expect(answer.status).toBe(200);
  });

  it.each([
    ["unknown", "Basic bm9ib2R5Og=="],
    ["missing", ""],
    ["garbled", "Basic ???"],
  ])("that is %s answers 401 with a word why", async (_what, authorization) => {
    const answer = await post("track", click, { authorization });
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ success: false, error: { code: "unauthenticated" } });
    expect(answer.body.error?.["fix"]).toContain("write key");
  });

  it("of a disabled source answers 401 and says so", async () => {
    await changeSource(context.state, source.id, { disabled: true }, context.clock.now());
    const answer = await post("track", click);
    expect(answer.status).toBe(401);
    expect(answer.body.error?.["message"]).toContain("disabled");
  });

  it("of an import sends nothing", async () => {
    source = await addSource(context.state, { name: "Export", kind: "import" });
    expect((await post("track", click)).status).toBe(401);
  });
});

describe("a single event that can't be read", () => {
  const long = "x".repeat(501);
  it.each([
    ["broken JSON", "{broken", "invalid_json", null],
    ["no object", "[1]", "not_an_object", null],
    ["nobody's", { event: "Clicked" }, "missing_identity", "userId"],
    ["without its name", { anonymousId: "a" }, "missing_field", "event"],
    ["a name of the wrong type", { ...clicked, event: { a: 1 } }, "wrong_type", "event"],
    ["properties of the wrong type", { ...clicked, properties: "x" }, "wrong_type", "properties"],
    ["a context of the wrong type", { ...clicked, context: [] }, "wrong_type", "context"],
    ["a user id that is an object", { ...clicked, userId: {} }, "wrong_type", "userId"],
    ["a user id that is too long", { ...clicked, userId: long }, "too_long", "userId"],
    ["a message id that is too long", { ...clicked, messageId: "x".repeat(101) }, "too_long", "messageId"],
    ["control characters", { ...clicked, userId: "a\u0007b" }, "control_characters", "userId"],
    ["a time that is none", { ...clicked, timestamp: "yesterday" }, "invalid_timestamp", "timestamp"],
    ["the year 9999", { ...clicked, timestamp: "9999-12-31T23:59:59Z" }, "invalid_timestamp", "timestamp"],
    ["the year 1901", { ...clicked, timestamp: "1901-01-01T00:00:00Z" }, "invalid_timestamp", "timestamp"],
    ["33 KB", { ...clicked, properties: { a: "x".repeat(33 * 1024) } }, "event_too_large", null],
    [
      "33 KB beside the known fields",
      { ...clicked, other: { a: "x".repeat(33 * 1024) } },
      "event_too_large",
      null,
    ],
    ["33 levels", { ...clicked, properties: nested(33) }, "too_deep", null],
    [
      "10,000 levels",
      `{"event":"a","anonymousId":"b","x":${"[".repeat(10_000)}${"]".repeat(10_000)},"properties":7}`,
      "wrong_type",
      "properties",
    ],
  ])("(%s) answers 400 and is logged with its reason", async (_what, body, reason, field) => {
    const answer = await post("track", body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ success: false, error: { code: "invalid", reason } });
    expect(answer.body.error?.["fix"]).toBeTruthy();
    expect(await rejected()).toEqual([{ reason, field }]);
    expect(await stored()).toEqual([]);
  });
});

function nested(levels: number): object {
  return levels === 0 ? {} : { deeper: nested(levels - 1) };
}

describe("a batch", () => {
  it("loses nothing but its bad events", async () => {
    const batch = [
      { type: "track", ...click },
      { type: "track", anonymousId: "a1" },
      { type: "teleport", anonymousId: "a1" },
      "text",
      { type: "identify", userId: "u1", messageId: own("m2") },
    ];
    expect((await post("batch", { batch })).status).toBe(200);
    expect((await stored()).map((row) => row.message_id)).toEqual([own("m1"), own("m2")]);
    expect((await rejected()).map((row) => row.reason)).toEqual([
      "missing_field",
      "unknown_type",
      "not_an_object",
    ]);
  });

  it("keeps 31 KB beside 33 KB", async () => {
    const event = (messageId: string, kilobytes: number) => ({
      ...click,
      type: "track",
      messageId,
      properties: { text: "x".repeat(kilobytes * 1024) },
    });
    expect((await post("batch", { batch: [event(own("small"), 31), event(own("large"), 33)] })).status).toBe(
      200,
    );
    expect((await stored()).map((row) => row.message_id)).toEqual([own("small")]);
    expect(await rejected()).toEqual([{ reason: "event_too_large", field: null }]);
  });

  it.each([
    [
      "3,000 events",
      { batch: Array.from({ length: 3000 }, () => ({ ...clicked, type: "track" })) },
      "too_many_events",
    ],
    [
      "more than 500 KB",
      {
        batch: Array.from({ length: 30 }, () => ({
          ...clicked,
          type: "track",
          properties: { a: "x".repeat(20_000) },
        })),
      },
      "body_too_large",
    ],
    ["no array", { batch: {} }, "wrong_type"],
  ])("of %s answers 400", async (_what, body, reason) => {
    const answer = await post("batch", body);
    expect(answer.status).toBe(400);
    expect(answer.body.error?.["reason"] ?? reason).toBe(reason);
  });

  it("takes its skew from sentAt at the top", async () => {
    const now = context.clock.now();
    const event = { ...click, type: "track", timestamp: new Date(now - 3_605_000).toISOString() };
    await post("batch", { sentAt: new Date(now - 3_600_000).toISOString(), batch: [event] });
    expect((await stored())[0]?.at).toBe(
      new Date(now - 5000).toISOString().replace("T", " ").replace("Z", ""),
    );
  });

  it("stores text that databases cannot hold as near as they can", async () => {
    const properties = { a: "nul \0 and half \ud800 a pair" };
    expect((await post("track", { ...click, properties })).status).toBe(200);
    const [row] = await stored();
    expect(JSON.parse(row!.properties)).toEqual({ a: "nul \uFFFD and half \uFFFD a pair" });
  });
});

describe("a packed body", () => {
  it("is unpacked", async () => {
    const body = gzipSync(JSON.stringify(click));
    expect((await post("track", body, { "content-encoding": "gzip" })).status).toBe(200);
    expect(await stored()).toHaveLength(1);
  });

  it("that swells beyond the limit is refused without being unpacked whole", async () => {
    const body = gzipSync(Buffer.alloc(100 * 1024 * 1024, 32));
    const answer = await post("batch", body, { "content-encoding": "gzip" });
    expect(answer).toMatchObject({ status: 400, body: { error: { reason: "body_too_large" } } });
    expect(await rejected()).toEqual([{ reason: "body_too_large", field: null }]);
  });

  it.each([
    ["gzip", "no gzip"],
    ["compress", "{}"],
  ])("that is not what %s says is refused", async (encoding, body) => {
    const answer = await post("track", body, { "content-encoding": encoding });
    expect(answer).toMatchObject({ status: 400, body: { error: { field: "Content-Encoding" } } });
  });
});

describe("when too much waits", () => {
  it("senders are told to come again", async () => {
    const { send, context } = await another(MOST_BACKLOG);
    const batch = Array.from({ length: 6 }, () => ({ ...clicked, type: "track" }));
    expect((await send("/v1/batch", { batch })).statusCode).toBe(200);
    context.clock.advance(2000);
    await expect.poll(async () => (await send("/v1/t", clicked)).statusCode).toBe(429);
    const answer = await send("/v1/t", clicked);
    expect(answer.headers["retry-after"]).toBe("10");
    expect(answer.headers["x-ratelimit-reset"]).toBe("10");
  });
});

describe("a flood with a public key", () => {
  it("is told to come again while a trusted sender is still taken in", async () => {
    const { send, context } = await another(20);
    const server = await addSource(context.state, { name: "Server", kind: "server" });
    const batch = Array.from({ length: 12 }, () => ({ ...clicked, type: "track" }));
    expect((await send("/v1/batch", { batch })).statusCode).toBe(200);
    context.clock.advance(2000);
    await expect.poll(async () => (await send("/v1/t", clicked)).statusCode).toBe(429);
    expect((await send("/v1/t", { ...clicked, writeKey: server.writeKey })).statusCode).toBe(200);
  });
});

describe("a store that cannot take events", () => {
  it("makes a 503 with Retry-After, and later all is well", async () => {
    const { send, context } = await another();
    expect((await send("/v1/t", clicked)).statusCode).toBe(200);
    // A full disk, in the words of the database.
    await text`
      CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = '53100'; END $$`.execute(context.state);
    await text`CREATE TRIGGER full_disk BEFORE INSERT ON inbox EXECUTE FUNCTION full_disk()`.execute(
      context.state,
    );
    const answer = await send("/v1/t", clicked);
    expect(answer.statusCode).toBe(503);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    await text`DROP TRIGGER full_disk ON inbox`.execute(context.state);
    expect((await send("/v1/t", clicked)).statusCode).toBe(200);
  });
});

/** Another program, whose stores a test may break. */
async function another(mostBacklog?: number) {
  const { app, context } = await testApp({ capabilities: [tracking(mostBacklog)] });
  const { writeKey } = await addSource(context.state, { name: "Web", kind: "browser" });
  const send = (url: string, body: object) =>
    app.inject({ method: "POST", url, payload: { writeKey, ...body } });
  return { send, context };
}

describe("the browser SDK", () => {
  it("gets settings that send it here and nowhere else", async () => {
    const answer = await app.inject(`/v1/projects/${source.writeKey}/settings`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["access-control-allow-origin"]).toBe("*");
    expect(answer.json()).toEqual({
      integrations: {
        "Segment.io": { apiKey: source.writeKey, apiHost: "tenure.test/v1", protocol: "http" },
      },
      remotePlugins: [],
      enabledMiddleware: {},
      middlewareSettings: { routingRules: [] },
      metrics: { sampleRate: 0 },
    });
  });

  it("gets no settings for a key that is unknown", async () => {
    expect((await app.inject("/v1/projects/nothing/settings")).statusCode).toBe(404);
  });

  it("and its parts are served, and no other file", async () => {
    const sdk = await app.inject(`/analytics.js/v1/${source.writeKey}/analytics.min.js`);
    expect(sdk.statusCode).toBe(200);
    expect(sdk.headers["content-type"]).toContain("javascript");
    const part = /(schemaFilter\.bundle\.[0-9a-f]+\.js)/.exec(sdk.body)?.[1] ?? "standalone.js";
    expect((await app.inject(`/analytics-next/bundles/${part}`)).statusCode).toBe(200);
    expect((await app.inject("/analytics-next/bundles/..%2f..%2fpackage.json")).statusCode).toBe(404);
  });
});
