import { beforeEach, describe, expect, test } from "vitest";
import { createHmac } from "node:crypto";
import type { TrackedEvent } from "../../core/event.ts";
import { asId, type HandleId, type ProfileId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import { trackedEvent } from "../../../test/kit/events.ts";
import { testState } from "../../../test/kit/state.ts";
import { findProfile, profileById, resolveIdentities, type Resolved } from "./index.ts";

let state: State;
const clock = { now: () => Date.UTC(2026, 5, 1) };
const SECRET = "of the source";

beforeEach(async () => {
  state = await testState();
});

async function receive(...given: Partial<TrackedEvent>[]): Promise<Resolved> {
  const options = { clock, defaultCountry: null, secretOf: () => SECRET };
  return state.transaction().execute((tx) => resolveIdentities(tx, given.map(trackedEvent), options));
}

const claimed = (given: Partial<TrackedEvent>): Partial<TrackedEvent> => ({ trust: "claimed", ...given });
const profile = (type: string, value: string) => findProfile(state, type, value);
const email = (value: string) => ({ traits: { email: `${value}@example.com` } });
const owner = (resolved: Resolved, nth = 0) =>
  profileById(state, asId<ProfileId>(resolved.events[nth]?.handleId ?? 0));

async function handleType(id: HandleId | undefined): Promise<string | undefined> {
  const row = await state
    .selectFrom("handle")
    .select("type")
    .where("id", "=", id ?? asId<HandleId>(0))
    .executeTakeFirst();
  return row?.type;
}

async function profilesOf(...identifiers: [type: string, value: string][]): Promise<number> {
  const profiles = await Promise.all(identifiers.map(([type, value]) => profile(type, value)));
  return new Set(profiles.filter((id) => id !== null)).size;
}

describe("a public key cannot merge two known customers", () => {
  beforeEach(() => receive({ userId: "u1", ...email("one") }, { userId: "u2", ...email("two") }));

  test("by naming both in one event", async () => {
    await receive(claimed({ anonymousId: "evil", userId: "u1", ...email("two") }));
    expect(await profilesOf(["user_id", "u1"], ["user_id", "u2"])).toBe(2);
  });

  test("by logging in as both on one device", async () => {
    await receive(
      claimed({ anonymousId: "evil", userId: "u1" }),
      claimed({ anonymousId: "evil", userId: "u2" }),
    );
    expect(await profilesOf(["user_id", "u1"], ["user_id", "u2"])).toBe(2);
  });

  test("by alias", async () => {
    await receive(claimed({ kind: "alias", anonymousId: "evil", userId: "u1", previousId: "u2" }));
    expect(await profilesOf(["user_id", "u1"], ["user_id", "u2"])).toBe(2);
  });

  test("by a chain of devices and external ids", async () => {
    const externalIds = [{ id: "card", type: "loyalty", collection: "users", encoding: "none" }];
    await receive(
      claimed({ anonymousId: "e1", userId: "u1", context: { device: { id: "d" } } }),
      claimed({ anonymousId: "e2", userId: "u2", context: { device: { id: "d" } } }),
      claimed({ anonymousId: "e1", context: { externalIds } }),
      claimed({ anonymousId: "e2", context: { externalIds } }),
    );
    expect(await profilesOf(["user_id", "u1"], ["user_id", "u2"])).toBe(2);
  });
});

test("a public key cannot give a trusted customer its own e-mail", async () => {
  await receive({ userId: "u1" });
  await receive(claimed({ anonymousId: "evil", userId: "u1", ...email("evil") }));
  expect(await profile("email", "evil@example.com")).toBeNull();
  await receive(
    claimed({ anonymousId: "evil2", ...email("evil") }),
    claimed({ anonymousId: "evil2", userId: "u1" }),
  );
  expect(await profilesOf(["user_id", "u1"], ["email", "evil@example.com"])).toBe(2);
});

describe("a pair claimed before both are known never merges them later", () => {
  test("when each becomes known alone", async () => {
    await receive(claimed({ anonymousId: "evil", userId: "u1", ...email("two") }));
    await receive({ userId: "u1", ...email("one") });
    await receive({ userId: "u2", ...email("two") });
    expect(await profilesOf(["user_id", "u1"], ["user_id", "u2"])).toBe(2);
    expect(await profile("email", "two@example.com")).toBe(await profile("user_id", "u2"));
  });

  test("in either order, through one visitor", async () => {
    await receive(
      claimed({ anonymousId: "evil", ...email("two") }),
      claimed({ anonymousId: "evil", userId: "u1" }),
    );
    await receive({ userId: "u2", ...email("two") });
    await receive({ userId: "u1", ...email("one") });
    expect(await profilesOf(["user_id", "u1"], ["user_id", "u2"])).toBe(2);
  });

  test("when a trusted source names only one of them", async () => {
    await receive(claimed({ anonymousId: "evil", userId: "u1", ...email("two") }));
    await receive({ userId: "u1" });
    expect(await profilesOf(["user_id", "u1"], ["email", "two@example.com"])).toBe(2);
    const dropped = await state
      .selectFrom("evidence")
      .select("reason")
      .where("verdict", "=", "dropped")
      .execute();
    expect(dropped).toEqual([{ reason: "extends_trusted" }]);
  });
});

test("a claimed pair that a trusted source confirms stays, with the visitor", async () => {
  const visit = await receive(claimed({ anonymousId: "a1", userId: "u1", ...email("one") }));
  await receive({ userId: "u1", ...email("one") });
  expect(await profile("email", "one@example.com")).toBe(await profile("user_id", "u1"));
  expect(await owner(visit)).toBe(await profile("user_id", "u1"));
});

test("a dropped claim takes its events along: none of them is the customer's", async () => {
  const visit = await receive(claimed({ anonymousId: "a1", userId: "u1" }));
  expect(await owner(visit)).toBe(await profile("user_id", "u1"));
  await receive({ userId: "u1" });
  await receive({ userId: "u2", anonymousId: "a1" });
  expect(await owner(visit)).toBe(await profile("user_id", "u2"));
  expect(await profilesOf(["user_id", "u1"], ["user_id", "u2"])).toBe(2);
});

test("events of a public key never belong to a customer's own handle", async () => {
  const { events } = await receive(
    { userId: "u1" },
    claimed({ userId: "u1" }),
    claimed({ anonymousId: "a", userId: "u1" }),
  );
  expect(new Set(events.map(({ handleId }) => handleId)).size).toBe(3);
});

test("a flood of visitors on one customer stops at a thousand", async () => {
  await receive({ userId: "u1" });
  await receive(
    ...Array.from({ length: 1200 }, (_, nth) => claimed({ anonymousId: `evil-${nth}`, userId: "u1" })),
  );
  const customer = await profile("user_id", "u1");
  const handles = await state.selectFrom("handle").select("id").where("profile_id", "=", customer).execute();
  expect(handles).toHaveLength(1000);
});

test("claims don't make a customer's e-mail count as shared", async () => {
  await receive({ userId: "u1", ...email("one") });
  await receive(
    ...Array.from({ length: 30 }, (_, nth) =>
      claimed({ anonymousId: `e${nth}`, userId: `fake${nth}`, ...email("one") }),
    ),
  );
  await receive({ userId: "u1", anonymousId: "a1", ...email("one") });
  expect(await profile("email", "one@example.com")).toBe(await profile("user_id", "u1"));
});

describe("a user id signed with the source's secret", () => {
  const sign = (userId: string, secret = SECRET) => ({
    identity_signature: createHmac("sha256", secret).update(userId).digest("hex"),
  });

  test("is believed like a trusted source", async () => {
    const { events } = await receive(claimed({ anonymousId: "a1", userId: "u1", context: sign("u1") }));
    expect(await handleType(events[0]?.handleId)).toBe("user_id");
    const trust = await state.selectFrom("evidence").select(["trust", "rule"]).execute();
    expect(trust).toEqual([{ trust: "trusted", rule: "signed" }]);
  });

  test.each([sign("u2"), sign("u1", "guessed"), { identity_signature: "" }, { identity_signature: "zz" }])(
    "is a mere claim when the signature is wrong",
    async (context) => {
      const { events } = await receive(claimed({ anonymousId: "a1", userId: "u1", context }));
      expect(await handleType(events[0]?.handleId)).toBe("anonymous_id");
    },
  );
});

test("hostile values neither break the batch nor join anybody", async () => {
  const values = [
    "x".repeat(10_000),
    "\u0000",
    "\ud800",
    "‮evil",
    "' OR 1=1 --",
    '{"a":1}',
    "null",
    "NaN",
    "-1",
    "0000",
  ];
  const { events } = await receive(
    ...values.flatMap((value) => [
      { userId: value, traits: { email: value, phone: value } },
      claimed({ userId: value, anonymousId: value, context: { externalIds: [{ id: value, type: value }] } }),
    ]),
  );
  expect(events).toHaveLength(values.length * 2);
});
