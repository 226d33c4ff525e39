import { beforeEach, describe, expect, test } from "vitest";
import type { TrackedEvent } from "../../core/event.ts";
import type { State } from "../../core/state.ts";
import { trackedEvent } from "../../../test/kit/events.ts";
import { testState } from "../../../test/kit/state.ts";
import { findProfile, profileById, resolveIdentities, Returning, type Resolved } from "./index.ts";

let state: State;
const clock = { now: () => Date.UTC(2026, 5, 1) };

beforeEach(async () => {
  state = await testState();
});

function resolve(...events: TrackedEvent[]): Promise<Resolved> {
  return state.transaction().execute((tx) => resolveIdentities(tx, events, { clock, defaultCountry: "TR" }));
}

const fromServer = (given: Partial<TrackedEvent>) => trackedEvent({ trust: "trusted", ...given });
const fromBrowser = (given: Partial<TrackedEvent>) => trackedEvent({ trust: "claimed", ...given });
const ownerOf = ({ events }: Resolved) =>
  Promise.all(events.map(({ handleId }) => profileById(state, handleId as never)));
const profile = (type: string, value: string) => findProfile(state, type, value);

describe("a trusted source", () => {
  test("makes one customer of the identifiers in one event", async () => {
    const { events } = await resolve(
      fromServer({ userId: "u1", traits: { email: " Ada@Example.com ", phone: "0532 123 45 67" } }),
    );
    const customer = await profile("user_id", "u1");
    expect(await profile("email", "ada@example.com")).toBe(customer);
    expect(await profile("phone", "+905321234567")).toBe(customer);
    expect(events[0]?.handleId).toBe(customer);
  });

  test("merges two customers when an event names both, and the merged id keeps answering", async () => {
    await resolve(fromServer({ userId: "u1" }));
    await resolve(fromServer({ anonymousId: "a1", traits: { email: "ada@example.com" } }));
    const second = await profile("email", "ada@example.com");
    const { aliases } = await resolve(fromServer({ userId: "u1", traits: { email: "ada@example.com" } }));
    const first = await profile("user_id", "u1");
    expect(await profile("anonymous_id", "a1")).toBe(first);
    expect(await profileById(state, second!)).toBe(first);
    expect(aliases.map(({ profile_id }) => profile_id)).toEqual([first, first]);
    const merges = await state.selectFrom("merge").selectAll().execute();
    expect(merges).toMatchObject([{ survivor: first, merged: second, undone_at: null }]);
    expect(merges[0]?.evidence_id).not.toBeNull();
  });

  test("keeps two user ids apart that share an e-mail, and notes the conflict", async () => {
    await resolve(fromServer({ userId: "abc123", traits: { email: "jane@example.com" } }));
    await resolve(fromServer({ userId: "abc456", traits: { email: "jane@example.com" } }));
    const jane = await profile("user_id", "abc123");
    expect(await profile("email", "jane@example.com")).toBe(jane);
    expect(await profile("user_id", "abc456")).not.toBe(jane);
    const conflicts = await state
      .selectFrom("evidence")
      .selectAll()
      .where("verdict", "=", "conflict")
      .execute();
    expect(conflicts).toMatchObject([{ reason: "user_id_limit" }]);
  });

  test("merges two user ids by alias", async () => {
    await resolve(fromServer({ userId: "old" }), fromServer({ userId: "new" }));
    await resolve(fromServer({ kind: "alias", userId: "new", previousId: "old" }));
    expect(await profile("user_id", "new")).toBe(await profile("user_id", "old"));
  });

  test("naming one e-mail with more than ten customers makes it join nobody", async () => {
    for (let nth = 0; nth < 12; nth++) {
      await resolve(fromServer({ userId: `u${nth}`, traits: { email: "family@example.com" } }));
    }
    const shared = await profile("email", "family@example.com");
    const customers = await Promise.all(
      Array.from({ length: 12 }, (_, nth) => profile("user_id", `u${nth}`)),
    );
    expect(customers).not.toContain(shared);
    expect(new Set(customers).size).toBe(12);
  });

  test("giving the same evidence again changes nothing", async () => {
    const event = fromServer({ userId: "u1", traits: { email: "ada@example.com" } });
    await resolve(event);
    const before = await state.selectFrom("evidence").selectAll().execute();
    expect((await resolve(event)).aliases).toEqual([]);
    expect(await state.selectFrom("evidence").selectAll().execute()).toEqual(before);
  });
});

describe("values that stand for nobody", () => {
  test("join nobody", async () => {
    await resolve(
      fromServer({ userId: "u1", traits: { email: "noreply@shop.com", phone: "0000000000" } }),
      fromServer({ userId: "u2", traits: { email: "noreply@shop.com", phone: "0000000000" } }),
      fromServer({ userId: "u3", anonymousId: "null" }),
      fromServer({ userId: "u4", anonymousId: "null" }),
    );
    const ids = await Promise.all(["u1", "u2", "u3", "u4"].map((id) => profile("user_id", id)));
    expect(new Set(ids).size).toBe(4);
    expect(await profile("email", "noreply@shop.com")).toBeNull();
  });

  test("leave an order with a handle of its own, never one for all", async () => {
    const order = (id: string) =>
      fromServer({ name: "Order Completed", properties: { order_id: id, email: "info@shop.com" } });
    const { events, unidentified } = await resolve(order("1"), order("2"), order("1"));
    expect(events[0]?.handleId).toBe(events[2]?.handleId);
    expect(events[0]?.handleId).not.toBe(events[1]?.handleId);
    expect(unidentified.size).toBe(2);
  });
});

describe("a browser", () => {
  test("that says who it is brings its history before along", async () => {
    const before = await resolve(fromBrowser({ anonymousId: "a1" }));
    await resolve(
      fromBrowser({
        kind: "identify",
        anonymousId: "a1",
        userId: "u1",
        traits: { email: "ada@example.com" },
      }),
    );
    const customer = await profileById(state, before.events[0]!.handleId as never);
    expect(customer).not.toBeNull();
    expect(await profile("user_id", "u1")).toBe(customer);
    expect(await profile("email", "ada@example.com")).toBe(customer);
  });

  test("ties itself to a customer that the server knows", async () => {
    await resolve(fromServer({ userId: "u1", traits: { email: "ada@example.com" } }));
    await resolve(fromBrowser({ anonymousId: "a1", userId: "u1" }));
    expect(await profile("anonymous_id", "a1")).toBe(await profile("user_id", "u1"));
  });

  test("without an anonymous id is tied by a handle of its own", async () => {
    const { events } = await resolve(fromBrowser({ userId: "u1" }));
    const handle = await state
      .selectFrom("handle")
      .selectAll()
      .where("id", "=", events[0]!.handleId)
      .executeTakeFirstOrThrow();
    expect(handle).toMatchObject({ type: "claimed_user_id", value: "u1" });
    expect(handle.profile_id).toBe(await profile("user_id", "u1"));
  });

  test("on which a second person logs in is theirs from then on; what came before stays the first's", async () => {
    const before = await resolve(fromBrowser({ anonymousId: "tablet", userId: "u1" }));
    const { events } = await resolve(
      fromBrowser({ anonymousId: "tablet", userId: "u2" }),
      fromBrowser({ anonymousId: "tablet" }),
    );
    const [first, second] = [await profile("user_id", "u1"), await profile("user_id", "u2")];
    expect(first).not.toBe(second);
    expect(await ownerOf(before)).toEqual([first]);
    expect(await ownerOf({ events } as Resolved)).toEqual([second, second]);
  });
});

describe.each([
  ["a browser's claims", fromBrowser],
  ["a server's word", fromServer],
])("a household's tablet, by %s", (_name, from) => {
  const on = (userId: string | null) => from({ anonymousId: "tablet", userId });

  test("goes back and forth, and each has what they did while it was theirs", async () => {
    const told = await resolve(
      on("ann"),
      on(null),
      on("bob"),
      on(null),
      on("ann"),
      on(null),
      on("bob"),
      on(null),
    );
    const [ann, bob] = [await profile("user_id", "ann"), await profile("user_id", "bob")];
    expect(ann).not.toBe(bob);
    const owners = await ownerOf(told);
    expect(owners.filter((_, nth) => nth % 2 === 1)).toEqual([ann, bob, ann, bob]);
    // Two owners, two handles, however often it changes hands.
    const tablets = await state.selectFrom("handle").select("id").where("value", "=", "tablet").execute();
    expect(tablets).toHaveLength(2);
    expect(await profile("anonymous_id", "tablet")).toBe(bob);
  });

  test("does so in any batches, and with what is remembered of returning visitors", async () => {
    const days = ["ann", null, null, "bob", null, "ann", null, null, "bob", null, null];
    const atOnce = await resolve(...days.map(on));
    const expected = (await ownerOf(atOnce)).map((owner) => owner === null);
    expect(expected).not.toContain(true);
    const names = async (owners: (number | null)[]) => {
      const [ann, bob] = [await profile("user_id", "ann"), await profile("user_id", "bob")];
      return owners.map((owner) => (owner === ann ? "ann" : owner === bob ? "bob" : "nobody"));
    };
    const before = await names(await ownerOf(atOnce));
    state = await testState();
    const returning = new Returning();
    const owners: (number | null)[] = [];
    for (const day of days) {
      // oxlint-disable-next-line no-await-in-loop -- one batch after the other
      const resolved = await state
        .transaction()
        .execute((tx) => resolveIdentities(tx, [on(day)], { clock, defaultCountry: "TR", returning }));
      resolved.remember();
      // oxlint-disable-next-line no-await-in-loop -- see above
      owners.push(...(await ownerOf(resolved)));
    }
    expect(await names(owners)).toEqual(before);
  });
});

test("a till that very many people have in turn is nobody's in the end", async () => {
  const people = Array.from({ length: 60 }, (_, nth) =>
    fromServer({ anonymousId: "till", userId: `u${nth}` }),
  );
  await resolve(...people);
  const { events } = await resolve(fromServer({ anonymousId: "till" }));
  const owner = await profileById(state, events[0]!.handleId as never);
  const users = await Promise.all(people.map(({ userId }) => profile("user_id", userId ?? "")));
  expect(users).not.toContain(owner);
  expect(new Set(users).size).toBe(60);
});
