/** Rules as people change them over the API, down to the facts. */
import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import { type Credentials, type TestApp, testApp } from "../../../test/kit/app.ts";
import { rulesWith } from "../../../test/kit/rules.ts";
import { addSource } from "../../collect/sources/index.ts";
import { drainInbox } from "../../pipeline.ts";
import type { ConflictsAnswer } from "../conflicts/contract.ts";
import type { IdentityRules } from "../rules/contract.ts";
import type { AppliedAnswer, PreviewAnswer, RulesAnswer } from "./contract.ts";

let tenure: TestApp;
let script: Credentials;
let writeKey: string;

const RULES = "/api/v1/identity/rules";
const reason = "The till has one mailbox";

beforeEach(async () => {
  tenure = await testApp();
  script = await tenure.token();
  ({ writeKey } = await addSource(tenure.context.state, { name: "Server", kind: "server" }));
  await track(
    { messageId: "1", userId: "ann", traits: { email: "ann@example.com" } },
    { messageId: "2", userId: "ann", traits: { email: "till@shop.com" } },
    { messageId: "3", anonymousId: "a1", traits: { email: "till@shop.com" } },
  );
});

async function track(...events: object[]): Promise<void> {
  const batch = events.map((event) => ({ type: "identify", ...event }));
  const { statusCode, body } = await tenure.app.inject({
    ...{ method: "POST", url: "/v1/batch", payload: { writeKey, batch } },
  });
  if (statusCode !== 200) throw new Error(body);
  await drainInbox(tenure.context);
}

async function ask<Body>(method: "GET" | "POST" | "PUT", url: string, payload?: object, who = script) {
  const answer = await tenure.app.inject({ method, url, headers: who, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json<Body>() };
}

/** The profile of an identifier, asked of the facts: by the event that it sent. */
const idOf = async (identifier: string) =>
  (
    await ask<{ metadata: { profile_id: string } }>(
      "GET",
      `/v1/spaces/default/collections/users/profiles/${identifier}/metadata`,
    )
  ).body.metadata.profile_id;

const now = async () => (await ask<RulesAnswer>("GET", RULES)).body;
const blocking = (value: string): IdentityRules => rulesWith({}, { values: [{ type: "email", value }] });
const apply = (rules: IdentityRules, version = 0) =>
  ask<AppliedAnswer>("PUT", RULES, { version, rules, reason });

describe("rules that would part a customer", () => {
  test("are shown on the workspace's own data first, and nothing is changed by that", async () => {
    const ann = await idOf("user_id:ann");
    const rules = blocking("till@*");
    const { status, body } = await ask<PreviewAnswer>("POST", `${RULES}/preview`, { version: 0, rules });
    expect(status).toBe(200);
    expect(body.changes).toEqual([{ what: "blocked", about: "email", before: "", after: "till@*" }]);
    expect(body.effect).toEqual({ concerned: 1, tried: 1, split: 1, merged: 0, before: 1, after: 3 });
    expect(body.examples).toMatchObject([
      {
        before: [ann],
        after: [
          { id: ann, identifiers: [{ value: "ann" }, { value: "ann@example.com" }] },
          { identifiers: [{ value: "till@shop.com" }] },
          { identifiers: [{ value: "a1" }] },
        ],
      },
    ]);
    expect(await now()).toMatchObject({ version: 0, history: [] });
    expect(await idOf("anonymous_id:a1")).toBe(ann);
  });

  test("do exactly that when applied, hold for what comes next, and are taken back whole", async () => {
    const ann = await idOf("user_id:ann");
    const rules = blocking("till@*");
    const preview = await ask<PreviewAnswer>("POST", `${RULES}/preview`, { version: 0, rules });
    const { body } = await apply(rules);
    expect(body).toEqual({ ...preview.body, version: body.version });
    expect(await idOf("anonymous_id:a1")).not.toBe(ann);
    await track({ messageId: "4", userId: "bob", traits: { email: "till@shop.com" } });
    expect(await idOf("user_id:bob")).not.toBe(await idOf("email:till@shop.com"));
    const { conflicts, reasons } = (await ask<ConflictsAnswer>("GET", "/api/v1/identity/conflicts")).body;
    expect(reasons).toEqual([{ reason: "blocked", count: 2 }]);
    expect(conflicts[0]).toMatchObject({
      ...{ reason: "blocked", verdict: "dropped", messageId: "3", sourceName: "Server" },
      ...{ a: { value: "till@shop.com" }, b: { value: "a1" } },
    });

    const undone = await ask<AppliedAnswer>("POST", `${RULES}/restore`, {
      ...{ version: body.version, restore: 0, reason: "It was Ann's after all" },
    });
    expect(undone.body.effect).toMatchObject({ merged: 3, before: 3, after: 1 });
    expect(await idOf("anonymous_id:a1")).toBe(ann);
    const { version, rules: held, defaults, history } = await now();
    expect(held).toEqual(defaults);
    expect(history).toMatchObject([
      { version, restores: 0, reason: "It was Ann's after all", changes: [{ what: "unblocked" }] },
      { restores: null, reason, saidBy: expect.stringMatching(/^token \d+$/), effect: { split: 1 } },
    ]);
  });

  test("move the events in the facts along, and back", async () => {
    const eventsOf = async (identifier: string) => {
      const url = `/v1/spaces/default/collections/users/profiles/${identifier}/events`;
      return (await ask<{ data: unknown[] }>("GET", url)).body.data.length;
    };
    expect(await eventsOf("user_id:ann")).toBe(3);
    const { body } = await apply(blocking("till@*"));
    // The event that named the till's mailbox first belongs to its handle for ever.
    expect(await eventsOf("user_id:ann")).toBe(2);
    await ask("POST", `${RULES}/restore`, { version: body.version, restore: 0, reason });
    expect(await eventsOf("user_id:ann")).toBe(3);
  });
});

test("a looser limit joins what the stricter one refused, and says of which type there were too many", async () => {
  const { body: strict } = await apply(rulesWith({ email: { limit: 2 } }));
  expect(strict.effect).toMatchObject({ split: 0, merged: 0 });
  await track({ messageId: "5", userId: "ann", traits: { email: "ann@work.example" } });
  const { body } = await ask<ConflictsAnswer>("GET", "/api/v1/identity/conflicts?reason=limit");
  expect(body.conflicts).toMatchObject([{ reason: "limit", over: "email", verdict: "conflict" }]);
  const loose = await apply(rulesWith({ email: { limit: 3 } }), strict.version);
  expect(loose.body.effect).toMatchObject({ merged: 2, before: 2, after: 1 });
  expect(await idOf("email:ann@work.example")).toBe(await idOf("user_id:ann"));
});

test("an e-mail on more customers than the rules allow now is given back when they allow more again", async () => {
  await track(
    { messageId: "6", userId: "u1", traits: { email: "home@example.com" } },
    { messageId: "7", userId: "u2", traits: { email: "home@example.com" } },
  );
  const owner = await idOf("email:home@example.com");
  const lines = { email: { mostCustomers: 1 } };
  const { body } = await apply(rulesWith(lines));
  expect(body.effect).toMatchObject({ split: 1 });
  expect(await idOf("email:home@example.com")).not.toBe(owner);
  await ask("POST", `${RULES}/restore`, { version: body.version, restore: 0, reason });
  expect(await idOf("email:home@example.com")).toBe(owner);
});

describe("addresses that reach one mailbox", () => {
  const asked = (mailboxes: boolean): IdentityRules => ({ ...rulesWith({}), mailboxes });

  beforeEach(async () => {
    await track(
      { messageId: "g1", userId: "jane", traits: { email: "jane.doe@gmail.com" } },
      { messageId: "g2", anonymousId: "g", traits: { email: "janedoe+shop@gmail.com" } },
      { messageId: "g3", userId: "joe", traits: { email: "joe@gmail.com" } },
    );
  });

  test("make one customer of those that are stored, as foreseen, and of those that come", async () => {
    const jane = await idOf("user_id:jane");
    const rules = asked(true);
    const preview = await ask<PreviewAnswer>("POST", `${RULES}/preview`, { version: 0, rules });
    expect(preview.body.effect).toMatchObject({ concerned: 2, merged: 2, split: 0, before: 2, after: 1 });
    const applied = await apply(rules);
    expect(applied.body.effect).toEqual(preview.body.effect);
    expect(await idOf("anonymous_id:g")).toBe(jane);
    expect(await idOf("mailbox:janedoe@gmail.com")).toBe(jane);
    // Who had no other address then is found by another spelling too.
    await track({ messageId: "g4", anonymousId: "h", traits: { email: "j.o.e@gmail.com" } });
    expect(await idOf("anonymous_id:h")).toBe(await idOf("user_id:joe"));
    const { body } = await ask<{ profile: { id: string } }>("POST", "/v1/recognise", {
      identifiers: { email: "jane.d.oe+x@gmail.com" },
    });
    expect(body.profile.id).toBe(jane);
  });

  test("are two customers again when the rule is taken back, and one when it returns", async () => {
    const [jane, other] = [await idOf("user_id:jane"), await idOf("anonymous_id:g")];
    const first = await apply(asked(true));
    const { body } = await ask<AppliedAnswer>("POST", `${RULES}/restore`, {
      ...{ version: first.body.version, restore: 0, reason },
    });
    expect(body.effect).toMatchObject({ split: 1, before: 1, after: 2 });
    expect([await idOf("user_id:jane"), await idOf("anonymous_id:g")]).toEqual([jane, other]);
    const { rows } = await sql`SELECT FROM handle WHERE type = 'mailbox'`.execute(tenure.context.state);
    expect(rows).toHaveLength(0);
    await track({ messageId: "g5", userId: "joe", traits: { email: "j.o.e+new@gmail.com" } });
    await track({ messageId: "g6", anonymousId: "k", traits: { email: "jan.edoe@gmail.com" } });
    await apply(asked(true), body.version);
    expect(await idOf("anonymous_id:g")).toBe(jane);
    expect(await idOf("anonymous_id:k")).toBe(jane);
  });

  test("join no two user ids", async () => {
    await apply(asked(true));
    await track({ messageId: "g7", userId: "jane2", traits: { email: "janedoe@gmail.com" } });
    expect(await idOf("user_id:jane2")).not.toBe(await idOf("user_id:jane"));
    const { body } = await ask<ConflictsAnswer>("GET", "/api/v1/identity/conflicts?reason=user_id_limit");
    expect(body.conflicts[0]).toMatchObject({ a: { type: "mailbox" }, b: { type: "email" } });
  });
});

describe("a change of the rules", () => {
  test("is refused where somebody else was quicker, nothing changes, or there is no such version", async () => {
    await apply(blocking("a@b.de"));
    expect(await apply(blocking("c@d.de"))).toMatchObject({
      ...{ status: 409, body: { error: { reason: "rules.changed_meanwhile" } } },
    });
    const { version, rules } = await now();
    expect(await apply(rules, version)).toMatchObject({
      ...{ status: 409, body: { error: { reason: "rules.nothing_changed" } } },
    });
    const nowhere = await ask("POST", `${RULES}/restore`, { version, restore: 99, reason });
    expect(nowhere).toMatchObject({ status: 404, body: { error: { reason: "rules.no_version" } } });
  });

  test("wants a reason, and rules that can be", async () => {
    const silent = await ask("PUT", RULES, { version: 0, rules: blocking("a@b.de"), reason: " " });
    expect(silent).toMatchObject({ status: 400, body: { error: { field: "reason" } } });
    const rules = rulesWith({});
    const upside = { ...rules, types: rules.types.toReversed() };
    expect(await ask("POST", `${RULES}/preview`, { version: 0, rules: upside })).toMatchObject({
      ...{ status: 400, body: { error: { reason: "rules.user_id_first" } } },
    });
  });

  test("is made by those who may; a viewer sees the rules", async () => {
    const viewer = await tenure.as("viewer");
    expect((await ask("GET", RULES, undefined, viewer)).status).toBe(200);
    const body = { version: 0, rules: blocking("a@b.de"), reason };
    expect((await ask("PUT", RULES, body, viewer)).status).toBe(403);
    expect((await ask("POST", `${RULES}/preview`, body, viewer)).status).toBe(403);
  });
});

test("a value that was blocked is forgotten with the customer it belongs to", async () => {
  await apply(blocking("till@shop.com"));
  const id = await idOf("email:till@shop.com");
  await ask("POST", `/api/v1/profiles/${id}/erase`, { id });
  const { history } = await now();
  expect(JSON.stringify(history)).not.toContain("till@shop.com");
});
