import { beforeAll, describe, expect, it } from "vitest";
import { testApp } from "../../../test/kit/app.ts";
import type { TestApp } from "../../../test/kit/app.ts";
import { capabilities } from "../../capabilities.ts";
import { drainInbox } from "../../pipeline.ts";
import { logRejected } from "../inbox/index.ts";
import { capability as tracking } from "../tracking/index.ts";
import type { SourceId } from "../../core/ids.ts";
import { findSourceByKey } from "./index.ts";
import { capability as sources } from "./index.ts";
import type { SourceView } from "./contract.ts";

let test: TestApp;

beforeAll(async () => {
  const others = capabilities.filter(({ name }) => name !== sources.name && name !== tracking.name);
  test = await testApp({ capabilities: [...others, sources, tracking] });
});

type Method = "GET" | "POST" | "PATCH" | "DELETE";

async function call(method: Method, path: string, payload?: object, headers = test.owner) {
  const answer = await test.app.inject({
    method,
    url: `/api/v1/sources${path}`,
    headers,
    ...(payload ? { payload } : {}),
  });
  return { status: answer.statusCode, body: answer.body ? answer.json() : null };
}

async function add(kind = "server"): Promise<SourceView> {
  return (await call("POST", "", { name: "Shop", kind })).body as SourceView;
}

function send(key: string | null, event: object) {
  return test.app.inject({ method: "POST", url: "/v1/track", payload: { ...event, writeKey: key } });
}

describe("a source", () => {
  it("is believed by its kind", async () => {
    expect(await add("browser")).toMatchObject({ trust: "claimed", shop: "main" });
    expect(await add("server")).toMatchObject({ trust: "trusted" });
  });

  it("is renamed, disabled and enabled", async () => {
    const { id, writeKey } = await add();
    expect((await call("PATCH", `/${id}`, { name: "Till" })).body).toMatchObject({ name: "Till" });
    expect((await call("PATCH", `/${id}`, { disabled: true })).body.disabledAt).not.toBeNull();
    expect((await send(writeKey, { event: "A", userId: "u" })).statusCode).toBe(401);
    expect((await call("PATCH", `/${id}`, { disabled: false })).body.disabledAt).toBeNull();
    expect((await send(writeKey, { event: "A", userId: "u" })).statusCode).toBe(200);
  });

  it("gets a new key, and the old one works on for as long as was said", async () => {
    const before = await add();
    const rotated = (await call("POST", `/${before.id}/rotate-key`, { graceHours: 24 })).body as SourceView;
    expect(rotated.writeKey).not.toBe(before.writeKey);
    expect(await findSourceByKey(test.context, rotated.writeKey ?? "")).not.toBeNull();
    expect(await findSourceByKey(test.context, before.writeKey ?? "")).not.toBeNull();
    test.context.clock.advance(24 * 3600 * 1000);
    expect(await findSourceByKey(test.context, before.writeKey ?? "")).toBeNull();
  });

  it("gets a new key, and the old one stops at once", async () => {
    const before = await add();
    await call("POST", `/${before.id}/rotate-key`, { graceHours: 0 });
    expect(await findSourceByKey(test.context, before.writeKey ?? "")).toBeNull();
  });

  it("shows what came last and how much, and whether a first event did", async () => {
    const { id, writeKey } = await add();
    expect((await call("GET", `/${id}/first-event`)).body).toMatchObject({ state: "waiting" });
    await send(writeKey, { event: "Clicked", userId: "u", messageId: `live-${id}` });
    await drainInbox(test.context);
    expect((await call("GET", `/${id}/first-event`)).body).toMatchObject({ state: "stored", events: 1 });
    expect((await call("GET", `/${id}/events`)).body.events).toMatchObject([
      { name: "Clicked", userId: "u" },
    ]);
    expect((await call("GET", `/${id}`)).body).toMatchObject({ events: 1, rejected: 0 });
  });

  it("shows what was refused and why, page by page, and keeps the counts", async () => {
    const { id } = await add();
    const refused = (reason: string) => ({
      sourceId: id as SourceId,
      reason,
      field: null,
      message: "m",
      fix: "f",
      excerpt: "{}",
    });
    await logRejected(test.context.state, [refused("a"), refused("a"), refused("b")]);
    const first = (await call("GET", `/${id}/rejected?limit=2`)).body;
    expect(first.reasons).toMatchObject([
      { reason: "a", events: 2 },
      { reason: "b", events: 1 },
    ]);
    expect(first.events).toHaveLength(2);
    expect(first.events).toMatchObject([{ message: "m", because: null }, {}]);
    const second = (await call("GET", `/${id}/rejected?limit=2&before=${first.next}`)).body;
    expect(second).toMatchObject({ events: [{ reason: "a" }], next: null });
  });

  it("that nothing came from can be deleted, another not", async () => {
    await drainInbox(test.context);
    const empty = await add();
    expect((await call("DELETE", `/${empty.id}`)).status).toBe(204);
    const { id, writeKey } = await add();
    await send(writeKey, { event: "Clicked", userId: "u", messageId: `delete-${id}` });
    expect((await call("DELETE", `/${id}`)).status).toBe(409);
    await drainInbox(test.context);
    expect((await call("DELETE", `/${id}`)).status).toBe(409);
  });

  it("that there is none of is not found", async () => {
    expect((await call("GET", "/999999")).status).toBe(404);
    expect((await call("DELETE", "/999999")).status).toBe(404);
  });

  it("gets a new secret for signing, and keeps its key", async () => {
    const before = await add();
    const { body } = await call("POST", `/${before.id}/rotate-secret`);
    expect(body.signingSecret).toMatch(/^[0-9a-f]{32}$/);
    expect(body.signingSecret).not.toBe(before.signingSecret);
    expect(body.writeKey).toBe(before.writeKey);
    expect((await call("POST", "/999999/rotate-secret")).status).toBe(404);
  });

  it("hides its key and its secret from those who may only read", async () => {
    const { id } = await add();
    const reader = await test.token(["sources:read"]);
    const { body } = await call("GET", `/${id}`, undefined, reader);
    expect([body.writeKey, body.signingSecret]).toEqual([null, null]);
    expect((await call("POST", `/${id}/rotate-secret`, undefined, reader)).status).toBe(403);
    expect((await call("PATCH", `/${id}`, { name: "x" }, reader)).status).toBe(403);
  });
});
