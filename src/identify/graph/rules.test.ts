import { beforeEach, describe, expect, test } from "vitest";
import type { TrackedEvent } from "../../core/event.ts";
import { asId, type HandleId, type SourceId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import { trackedEvent } from "../../../test/kit/events.ts";
import { putRules, rulesWith } from "../../../test/kit/rules.ts";
import { testState } from "../../../test/kit/state.ts";
import {
  findProfile,
  profilesOf,
  recomputeComponents,
  resolveIdentities,
  Returning,
  type Resolved,
} from "./index.ts";

let state: State;
const clock = { now: () => Date.UTC(2026, 5, 1) };
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

beforeEach(async () => {
  state = await testState();
});

function resolve(...given: Partial<TrackedEvent>[]): Promise<Resolved> {
  const events = given.map((one) => trackedEvent({ trust: "trusted", ...one }));
  return state.transaction().execute((tx) => resolveIdentities(tx, events, { clock, defaultCountry: "TR" }));
}

const profile = (type: string, value: string) => findProfile(state, type, value);
const mail = (value: string) => ({ email: `${value}@example.com` });

/** Puts everybody together anew from all evidence, as a decision, an import taken back or other rules do. */
async function weighAnew(): Promise<void> {
  const handles = await state.selectFrom("handle").select("id").execute();
  const ids = handles.map(({ id }) => id);
  await state.transaction().execute((tx) => recomputeComponents(tx, ids, { clock }));
}

async function ownersOfHandles(handles: readonly HandleId[]): Promise<unknown[]> {
  const owners = await profilesOf(state, handles);
  return handles.map((handle) => owners.get(handle));
}

const conflicts = () =>
  state
    .selectFrom("evidence")
    .select(["verdict", "reason"])
    .where("verdict", "<>", "holds")
    .orderBy("id")
    .execute();

describe("over a limit, the lowest-ranked identifier of the event is dropped", () => {
  test("Segment's own example: {abc123, jane@} and then {abc456, jane@}", async () => {
    await resolve({ userId: "abc123", traits: mail("jane") });
    const { events } = await resolve({ userId: "abc456", traits: mail("jane") });
    const [jane, fresh] = [await profile("user_id", "abc123"), await profile("user_id", "abc456")];
    expect(fresh).not.toBe(jane);
    expect(events[0]?.handleId).toBe(fresh);
    expect(await profile("email", "jane@example.com")).toBe(jane);
    expect(await conflicts()).toEqual([{ verdict: "conflict", reason: "user_id_limit" }]);
  });

  const phone = "+905321234567";
  const refused = async () => (await conflicts()).map(({ reason }) => reason);

  test("what the event ranks below the one in the way goes too, and is noted", async () => {
    await resolve({ userId: "abc123", traits: mail("jane") });
    await resolve({ userId: "abc456", traits: { ...mail("jane"), phone } });
    expect(await profile("phone", phone)).not.toBe(await profile("user_id", "abc456"));
    expect(await profile("phone", phone)).not.toBe(await profile("user_id", "abc123"));
    expect(await refused()).toEqual(["user_id_limit", "ranked_below"]);
  });

  test("what it ranks above the one in the way is kept", async () => {
    await resolve({ userId: "abc123", traits: { phone } });
    await resolve({ userId: "abc456", traits: { ...mail("jane"), phone } });
    expect(await profile("email", "jane@example.com")).toBe(await profile("user_id", "abc456"));
    expect(await refused()).toEqual(["user_id_limit"]);
  });

  test("it counts as soon as an event names it without the one in the way, whatever is decided around it", async () => {
    await resolve({ userId: "abc123", traits: mail("jane") });
    await resolve({ userId: "abc456", traits: { ...mail("jane"), phone } });
    await weighAnew();
    expect(await profile("phone", phone)).not.toBe(await profile("user_id", "abc456"));
    await resolve({ userId: "abc456", traits: { phone } });
    expect(await profile("phone", phone)).toBe(await profile("user_id", "abc456"));
    await resolve({ userId: "abc456", traits: { ...mail("jane"), phone } });
    await weighAnew();
    expect(await profile("phone", phone)).toBe(await profile("user_id", "abc456"));
  });

  test("a change of rules, and taking it back, goes by the same", async () => {
    await resolve({ userId: "abc123", traits: mail("jane") });
    await resolve({ userId: "abc456", traits: { ...mail("jane"), phone } });
    await putRules(state, rulesWith({ user_id: { limit: 2 } }));
    expect(await profile("phone", phone)).toBe(await profile("user_id", "abc123"));
    await putRules(state, rulesWith({}));
    expect(await profile("phone", phone)).not.toBe(await profile("user_id", "abc456"));
    expect(await refused()).toEqual(["user_id_limit", "ranked_below"]);
  });

  test("of what a public key claims too", async () => {
    const claimed = { trust: "claimed", kind: "identify" } as const;
    await resolve({ ...claimed, userId: "abc123", anonymousId: "a1", traits: mail("jane") });
    await resolve({ ...claimed, userId: "abc456", anonymousId: "a2", traits: { ...mail("jane"), phone } });
    expect(await profile("anonymous_id", "a2")).toBe(await profile("user_id", "abc456"));
    expect(await profile("phone", phone)).toBeNull();
    await resolve({ ...claimed, userId: "abc456", anonymousId: "a2", traits: { phone } });
    expect(await profile("phone", phone)).toBe(await profile("user_id", "abc456"));
  });

  test("save a device: it is theirs who are logged in on it", async () => {
    await resolve({ userId: "u1", anonymousId: "tablet", traits: mail("family") });
    await resolve({ userId: "u2", anonymousId: "tablet", traits: mail("family") });
    await resolve({ userId: "u3", anonymousId: "laptop", traits: mail("family") });
    const { events } = await resolve({ anonymousId: "tablet" }, { anonymousId: "laptop" });
    const owners = await ownersOfHandles(events.map(({ handleId }) => handleId));
    expect(owners).toEqual([await profile("user_id", "u2"), await profile("user_id", "u3")]);
  });

  test("of any type that has one; the event stays its customer's", async () => {
    await putRules(state, rulesWith({ email: { limit: 2 } }));
    const { events } = await resolve(
      ...["a", "b", "c"].map((name) => ({ userId: "u1", traits: mail(name) })),
    );
    const customer = await profile("user_id", "u1");
    expect(await profile("email", "b@example.com")).toBe(customer);
    expect(await profile("email", "c@example.com")).not.toBe(customer);
    expect(events.map(({ handleId }) => handleId)).toEqual([customer, customer, customer]);
    expect(await conflicts()).toEqual([{ verdict: "conflict", reason: "limit" }]);
  });

  test("within its window alone", async () => {
    await putRules(state, rulesWith({ email: { limit: 2, window: "month" } }));
    const on = (day: number, name: string) => ({
      userId: "u1",
      at: START + day * DAY,
      traits: mail(name),
    });
    await resolve(on(0, "a"), on(10, "b"), on(20, "c"), on(31, "d"));
    const customer = await profile("user_id", "u1");
    const has = await Promise.all(
      ["a", "b", "c", "d"].map(async (name) => (await profile("email", `${name}@example.com`)) === customer),
    );
    expect(has).toEqual([true, true, false, true]);
  });

  test("two customers who would have too many together stay two", async () => {
    await putRules(state, rulesWith({ email: { limit: 1 } }));
    const card = { context: { externalIds: [{ id: "1", type: "card", collection: "users" }] } };
    await resolve({ userId: "u1", traits: mail("a") }, { ...card, traits: mail("b") });
    await resolve({ userId: "u1", ...card });
    expect(await profile("card", "1")).not.toBe(await profile("user_id", "u1"));
  });

  test("a device too many is nobody's; one that is somebody else's changes hands", async () => {
    await putRules(state, rulesWith({ anonymous_id: { limit: 1 }, email: { limit: 1 } }));
    await resolve({ userId: "u1", anonymousId: "a1" }, { userId: "u1", anonymousId: "a2" });
    expect(await profile("anonymous_id", "a2")).not.toBe(await profile("user_id", "u1"));
    await resolve({ traits: mail("x"), anonymousId: "till" }, { traits: mail("y"), anonymousId: "till" });
    expect(await profile("anonymous_id", "till")).toBe(await profile("email", "y@example.com"));
  });
});

describe("a type of the workspace's own", () => {
  test("is read from the trait or property that the rules name", async () => {
    await putRules(
      state,
      rulesWith({
        card: {
          from: [
            { in: "trait", name: "cardNo" },
            { in: "property", name: "card" },
          ],
        },
      }),
    );
    await resolve({ userId: "u1", traits: { cardNo: " 4711 " } }, { properties: { card: 4711 } });
    const customer = await profile("user_id", "u1");
    expect(await profile("card", "4711")).toBe(customer);
  });

  test("counts for a returning visitor from the change on", async () => {
    const returning = new Returning();
    const go = async (...given: Partial<TrackedEvent>[]) => {
      const resolved = await state.transaction().execute((tx) =>
        resolveIdentities(
          tx,
          given.map((one) => trackedEvent({ trust: "trusted", ...one })),
          { clock, defaultCountry: null, returning },
        ),
      );
      resolved.remember();
    };
    const event = { anonymousId: "a1", properties: { card: "4711" } };
    await go(event);
    await go(event);
    await putRules(state, rulesWith({ card: { from: [{ in: "property", name: "card" }] } }));
    await go(event);
    expect(await profile("card", "4711")).toBe(await profile("anonymous_id", "a1"));
  });

  test("that names many joins nobody", async () => {
    await putRules(state, rulesWith({ card: { unique: false } }));
    const externalIds = [{ id: "1", type: "card", collection: "users" }];
    await resolve(
      { userId: "u1", context: { externalIds } },
      { traits: mail("a"), context: { externalIds } },
    );
    expect(await profile("email", "a@example.com")).not.toBe(await profile("user_id", "u1"));
    expect(await profile("card", "1")).not.toBe(await profile("user_id", "u1"));
  });

  test("on more customers than the rules allow joins none of them", async () => {
    await putRules(state, rulesWith({ card: { mostCustomers: 2 } }));
    const externalIds = [{ id: "1", type: "card", collection: "users" }];
    await resolve(...["a", "b", "c"].map((name) => ({ traits: mail(name), context: { externalIds } })));
    const owners = await Promise.all(["a", "b", "c"].map((name) => profile("email", `${name}@example.com`)));
    expect(new Set([...owners, await profile("card", "1")]).size).toBe(4);
  });
});

describe("a phone number without a prefix is read by the country", () => {
  const national = { phone: "030 901820" };

  test("of the customer, as the event says it", async () => {
    await resolve({ userId: "u1", traits: { ...national, address: { country: "de" } } });
    expect(await profile("phone", "+4930901820")).not.toBeNull();
  });

  test("else of the source, else of the workspace", async () => {
    await putRules(state, { ...rulesWith({}), countries: [{ source: 7, country: "DE" }] });
    await resolve(
      { userId: "u1", sourceId: asId<SourceId>(7), traits: national },
      { userId: "u2", sourceId: asId<SourceId>(8), traits: { phone: "0532 123 45 67" } },
    );
    expect(await profile("phone", "+4930901820")).toBe(await profile("user_id", "u1"));
    expect(await profile("phone", "+905321234567")).toBe(await profile("user_id", "u2"));
  });
});
