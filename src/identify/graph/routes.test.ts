/** Who is who as the page asks and decides it, down to the facts. */
import { beforeEach, describe, expect, test } from "vitest";
import { type Credentials, type TestApp, testApp } from "../../../test/kit/app.ts";
import { addSource } from "../../collect/sources/index.ts";
import { drainInbox } from "../../pipeline.ts";
import type { DecidedAnswer, IdentityAnswer } from "./contract.ts";

let tenure: TestApp;
let script: Credentials;

beforeEach(async () => {
  tenure = await testApp();
  script = await tenure.token();
  const order = (id: string, more: object) => ({
    ...{ type: "track", event: "Order Completed", messageId: `order-${id}` },
    timestamp: new Date(tenure.context.clock.now() - 86_400_000).toISOString(),
    ...{ properties: { order_id: id, total: 20, currency: "EUR", products: [] }, ...more },
  });
  const batches = [
    [
      {
        type: "identify",
        messageId: "1",
        userId: "ann",
        traits: { email: "ann@example.com", city: "Bursa" },
      },
      {
        type: "identify",
        messageId: "2",
        anonymousId: "till",
        traits: { email: "bob@example.com", city: "Izmir" },
      },
      order("7", { anonymousId: "till", context: { traits: { email: "bob@example.com" } } }),
    ],
    [{ type: "identify", messageId: "3", userId: "ann", traits: { email: "bob@example.com" } }],
  ];
  // The second batch joins what the first told apart.
  // oxlint-disable-next-line no-await-in-loop -- batches come one after the other
  for (const batch of batches) await send(...batch);
});

/** Sends as a server does, and stores it. */
async function send(...batch: object[]): Promise<void> {
  const { writeKey } = await addSource(tenure.context.state, {
    name: `Server ${batch.length}`,
    kind: "server",
  });
  const payload = { writeKey, batch };
  const { statusCode, body } = await tenure.app.inject({ method: "POST", url: "/v1/batch", payload });
  if (statusCode !== 200) throw new Error(body);
  await drainInbox(tenure.context);
}

async function ask<Body>(method: "GET" | "POST", url: string, payload?: object, who = script) {
  const answer = await tenure.app.inject({ method, url, headers: who, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json<Body>() };
}

const profile = async (identifier: string) => {
  const url = `/v1/spaces/default/collections/users/profiles/${identifier}`;
  const [{ body: events }, { body: traits }, { body: meta }] = await Promise.all([
    ask<{ data: { event: string }[] }>("GET", `${url}/events`),
    ask<{ traits: Record<string, string> }>("GET", `${url}/traits`),
    ask<{ metadata: { profile_id: string } }>("GET", `${url}/metadata`),
  ]);
  return {
    id: meta.metadata.profile_id,
    city: traits.traits["city"],
    orders: events.data.filter(({ event }) => event === "Order Completed").length,
  };
};
const why = async (id: string) => (await ask<IdentityAnswer>("GET", `/api/v1/customers/${id}/identity`)).body;
const reason = "Bob shops with Ann's card";

describe("a customer's identity", () => {
  test("says what ties its identifiers, and what each merge brought", async () => {
    const { id } = await profile("user_id:ann");
    const { handles, links, merges } = await why(id);
    expect(handles.map(({ type, value }) => `${type} ${value}`).toSorted()).toEqual([
      "anonymous_id till",
      "email ann@example.com",
      "email bob@example.com",
      "user_id ann",
    ]);
    expect(links.map(({ rule, verdict, messageId }) => ({ rule, verdict, messageId }))).toEqual([
      { rule: "same_event", verdict: "holds", messageId: "1" },
      { rule: "same_event", verdict: "holds", messageId: "2" },
      { rule: "same_event", verdict: "holds", messageId: "3" },
    ]);
    expect(merges).toMatchObject([{ survivor: id, events: 2, orders: 1, undoneAt: null }]);
    expect(merges[0]?.identifiers.map(({ value }) => value)).toEqual(["bob@example.com", "till"]);
    expect(merges[0]?.linkId).toBe(links[2]?.id);
  });

  test("shows what undoing a merge would do, and changes nothing", async () => {
    const { id } = await profile("user_id:ann");
    const [merge] = (await why(id)).merges;
    const { body } = await ask<DecidedAnswer>(
      "POST",
      `/api/v1/identity/merges/${merge?.id}/undo?preview=true`,
      {
        reason,
      },
    );
    expect(body.profiles.map(({ identifiers }) => identifiers.map(({ value }) => value))).toEqual([
      ["ann", "ann@example.com"],
      ["bob@example.com", "till"],
    ]);
    expect(body).toMatchObject({ made: [], withdrawn: [] });
    expect((await why(id)).merges).toEqual([merge]);
    expect((await profile("email:bob@example.com")).id).toBe(id);
  });

  test("gives events, orders and traits back when a merge is undone, and joins them again", async () => {
    const { id } = await profile("user_id:ann");
    const [merge] = (await why(id)).merges;
    const undone = await ask("POST", `/api/v1/identity/merges/${merge?.id}/undo`, { reason });
    expect(undone.status).toBe(200);
    expect(await profile("user_id:ann")).toEqual({ id, city: "Bursa", orders: 0 });
    const bob = await profile("email:bob@example.com");
    expect(bob).toMatchObject({ city: "Izmir", orders: 1 });
    expect(bob.id).toBe(merge?.merged);
    const list = await ask<{ rows: { id: string; figures: { orders: number } }[] }>(
      "GET",
      "/api/v1/customers",
    );
    expect(list.body.rows.map((row) => [row.id, row.figures.orders])).toEqual(
      expect.arrayContaining([
        [bob.id, 1],
        [id, 0],
      ]),
    );

    const { judgements, links } = await why(id);
    expect(judgements).toMatchObject([{ kind: "parted", reason, withdrawnAt: null }]);
    expect(links.at(-1)).toMatchObject({ verdict: "dropped", reason: "parted", otherProfile: bob.id });
    await ask("POST", `/api/v1/identity/judgements/${judgements[0]?.id}/withdraw`, { reason: "It was Bob" });
    expect(await profile("email:bob@example.com")).toEqual({ id, city: "Izmir", orders: 1 });
    const after = await why(id);
    expect(after.merges).toHaveLength(2);
    expect(after.judgements).toMatchObject([{ kind: "parted", withdrawnBecause: "It was Bob" }]);
  });

  test("names the decisions that were made and withdrawn, so that just these can be taken back", async () => {
    const { id } = await profile("user_id:ann");
    const { merges } = await why(id);
    const decide = async (path: string, body: object) => (await ask<DecidedAnswer>("POST", path, body)).body;
    const undone = await decide(`/api/v1/identity/merges/${merges[0]?.id}/undo`, { reason });
    const [parted] = (await why(id)).judgements;
    expect(undone).toMatchObject({ made: [parted?.id], withdrawn: [] });

    const bob = (await profile("email:bob@example.com")).id;
    const joined = await decide(`/api/v1/customers/${id}/identity/join`, { with: bob, reason: "One" });
    const [a, b] = [parted?.a.handle, parted?.b.handle];
    expect(joined.withdrawn).toEqual([{ id: parted?.id, kind: "parted", a, b, reason }]);
    const [said] = (await why(id)).judgements;
    expect(joined.made).toEqual([said?.id]);

    const back = await decide(`/api/v1/identity/judgements/${said?.id}/withdraw`, { reason: "Two" });
    expect(back).toMatchObject({ made: [], withdrawn: [{ id: said?.id, kind: "joined", reason: "One" }] });
  });

  test("says again what was withdrawn, also of two who stay apart anyway", async () => {
    const { id } = await profile("user_id:ann");
    const { merges } = await why(id);
    const decide = (path: string, body: object) => ask<DecidedAnswer>("POST", path, body);
    await decide(`/api/v1/identity/merges/${merges[0]?.id}/undo`, { reason });
    // Now each has a user id: nothing joins the two once the parting is withdrawn.
    const email = "bob@example.com";
    await send({ type: "identify", messageId: "4", userId: "bob", traits: { email } });
    const [parted] = (await why(id)).judgements;
    const at = `/api/v1/identity/judgements/${parted?.id}`;
    const { body } = await decide(`${at}/withdraw`, { reason: "No matter" });
    expect(body.withdrawn).toMatchObject([{ id: parted?.id }]);
    expect((await profile("user_id:bob")).id).not.toBe(id);

    const again = await decide(`${at}/again`, { reason });
    expect(again).toMatchObject({ status: 200, body: { made: [expect.any(Number)], withdrawn: [] } });
    expect((await why(id)).judgements).toMatchObject([
      { kind: "parted", reason, withdrawnAt: null },
      { kind: "parted", withdrawnBecause: "No matter" },
    ]);
    // What holds is not said again.
    expect((await decide(`/api/v1/identity/judgements/${again.body.made[0]}/again`, { reason })).status).toBe(
      404,
    );
  });

  test("takes only its own identifiers, and a reason", async () => {
    const { id } = await profile("user_id:ann");
    const { handles } = await why(id);
    const url = `/api/v1/customers/${id}/identity`;
    const foreign = await ask<{ error: { reason: string } }>("POST", `${url}/split-off`, {
      handle: 99_999,
      reason,
    });
    expect(foreign).toMatchObject({ status: 400, body: { error: { field: "handle" } } });
    const silent = await ask("POST", `${url}/split-off`, { handle: handles[0]?.id, reason: " " });
    expect(silent).toMatchObject({ status: 400, body: { error: { field: "reason" } } });
    const itself = await ask("POST", `${url}/join`, { with: id, reason });
    expect(itself.status).toBe(409);
    const nobody = await ask("GET", "/api/v1/customers/p_zzzz/identity");
    expect(nobody.status).toBe(404);
  });

  test("is decided by those who may, never by a viewer", async () => {
    const { id } = await profile("user_id:ann");
    const viewer = await tenure.as("viewer");
    expect((await ask("GET", `/api/v1/customers/${id}/identity`, undefined, viewer)).status).toBe(200);
    const [merge] = (await why(id)).merges;
    const answer = await ask("POST", `/api/v1/identity/merges/${merge?.id}/undo`, { reason }, viewer);
    expect(answer.status).toBe(403);
  });
});
