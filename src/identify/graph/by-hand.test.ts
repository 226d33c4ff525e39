import { beforeEach, describe, expect, test } from "vitest";
import type { TrackedEvent } from "../../core/event.ts";
import type { ProfileId } from "../../core/ids.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import { trackedEvent } from "../../../test/kit/events.ts";
import { testState } from "../../../test/kit/state.ts";
import { joinByHand, partByHand, splitOff, undoMerge, withdraw, type Decided } from "./by-hand.ts";
import { findProfile, resolveIdentities } from "./index.ts";

let state: State;
const clock = { now: () => Date.UTC(2026, 5, 1) };
const options = { clock };
const decider = { reason: "They are brothers", by: "person 1" };

beforeEach(async () => {
  state = await testState();
});

function resolve(...events: TrackedEvent[]): Promise<unknown> {
  return state.transaction().execute((tx) => resolveIdentities(tx, events, { clock, defaultCountry: "TR" }));
}

const fromServer = (given: Partial<TrackedEvent>) => trackedEvent({ trust: "trusted", ...given });
const fromBrowser = (given: Partial<TrackedEvent>) => trackedEvent({ trust: "claimed", ...given });
const profile = async (type: string, value: string): Promise<ProfileId> => {
  const found = await findProfile(state, type, value);
  if (found === null) throw new Error(`nobody has ${type} ${value}`);
  return found;
};
const doing = (work: (tx: StateTransaction) => Promise<Decided>) => state.transaction().execute(work);
const lastMerge = async () =>
  (await state.selectFrom("merge").selectAll().orderBy("id", "desc").executeTakeFirstOrThrow()).id;
const partition = async () => {
  const rows = await state.selectFrom("handle").select(["id", "profile_id"]).orderBy("id").execute();
  return rows.map(({ id, profile_id }) => `${id}:${profile_id}`);
};

/** Two customers with an e-mail each, whom one event then makes one. */
async function mergeByMistake(): Promise<{ before: string[]; bob: ProfileId; ann: ProfileId }> {
  await resolve(
    fromServer({ userId: "ann", traits: { email: "ann@example.com" } }),
    fromServer({ anonymousId: "till", traits: { email: "bob@example.com" } }),
  );
  const ids = { ann: await profile("user_id", "ann"), bob: await profile("email", "bob@example.com") };
  const before = await partition();
  await resolve(fromServer({ userId: "ann", traits: { email: "bob@example.com" } }));
  expect(await profile("email", "bob@example.com")).toBe(ids.ann);
  return { before, ...ids };
}

describe("undoing a merge", () => {
  test("gives both profiles back what was their own, under the ids that they had", async () => {
    const { before, ann, bob } = await mergeByMistake();
    const { aliases } = await doing(async (tx) => undoMerge(tx, await lastMerge(), decider, options));
    expect(await partition()).toEqual(before);
    expect(await profile("email", "bob@example.com")).toBe(bob);
    expect(await profile("anonymous_id", "till")).toBe(bob);
    expect(await profile("user_id", "ann")).toBe(ann);
    expect(aliases.map(({ profile_id }) => profile_id)).toEqual([bob, bob]);
  });

  test("holds, whatever later events say", async () => {
    const { before } = await mergeByMistake();
    await doing(async (tx) => undoMerge(tx, await lastMerge(), decider, options));
    await resolve(fromServer({ userId: "ann", traits: { email: "bob@example.com" } }));
    await resolve(fromServer({ kind: "alias", userId: "ann", previousId: "till" }));
    await resolve(fromServer({ userId: "ann", anonymousId: "till" }));
    expect((await partition()).slice(0, before.length)).toEqual(before);
    const refused = await state
      .selectFrom("evidence")
      .select("reason")
      .where("verdict", "!=", "holds")
      .execute();
    expect(refused.map(({ reason }) => reason)).toContain("parted");
  });

  test("twice is refused", async () => {
    await mergeByMistake();
    const merge = await lastMerge();
    await doing((tx) => undoMerge(tx, merge, decider, options));
    await expect(doing((tx) => undoMerge(tx, merge, decider, options))).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("can be taken back: they are one again", async () => {
    const { ann } = await mergeByMistake();
    const after = await partition();
    await doing(async (tx) => undoMerge(tx, await lastMerge(), decider, options));
    const { id } = await state.selectFrom("judgement").select("id").executeTakeFirstOrThrow();
    await doing((tx) => withdraw(tx, id, decider, options));
    expect(await partition()).toEqual(after);
    expect(await profile("email", "bob@example.com")).toBe(ann);
  });
});

describe("what a merge brought", () => {
  test("is noted with it", async () => {
    await mergeByMistake();
    const [merge] = await state.selectFrom("merge").selectAll().execute();
    const till = await state
      .selectFrom("handle")
      .select("id")
      .where("value", "in", ["till", "bob@example.com"])
      .execute();
    expect(merge?.brought.toSorted()).toEqual(till.map(({ id }) => id).toSorted());
  });
});

describe("parting two identifiers", () => {
  test("keeps them apart also where a third would join them", async () => {
    await resolve(
      fromServer({ userId: "ann", traits: { email: "home@example.com" } }),
      fromServer({ traits: { email: "home@example.com", phone: "0532 123 45 67" } }),
    );
    const [user, phone] = await Promise.all([profile("user_id", "ann"), profile("phone", "+905321234567")]);
    expect(user).toBe(phone);
    const handle = async (value: string) =>
      (await state.selectFrom("handle").select("id").where("value", "=", value).executeTakeFirstOrThrow()).id;
    const pair = [await handle("ann"), await handle("+905321234567")] as const;
    await doing((tx) => partByHand(tx, pair, decider, options));
    expect(await profile("user_id", "ann")).not.toBe(await profile("phone", "+905321234567"));
    expect(await profile("email", "home@example.com")).toBe(await profile("user_id", "ann"));
  });

  test("holds against a browser's claims too", async () => {
    await resolve(fromServer({ userId: "ann" }), fromBrowser({ anonymousId: "tablet", userId: "ann" }));
    const tablet = await state
      .selectFrom("handle")
      .select("id")
      .where("value", "=", "tablet")
      .executeTakeFirstOrThrow();
    await doing((tx) => splitOff(tx, tablet.id, decider, options));
    await resolve(fromBrowser({ anonymousId: "tablet", userId: "ann" }));
    expect(await profile("anonymous_id", "tablet")).not.toBe(await profile("user_id", "ann"));
  });
});

describe("splitting an identifier off", () => {
  test("gives it a profile of its own, and leaves the rest together", async () => {
    await resolve(
      fromServer({ userId: "ann", traits: { email: "ann@example.com", phone: "0532 123 45 67" } }),
    );
    const phone = await state
      .selectFrom("handle")
      .select("id")
      .where("type", "=", "phone")
      .executeTakeFirstOrThrow();
    await doing((tx) => splitOff(tx, phone.id, decider, options));
    expect(await profile("phone", "+905321234567")).toBe(phone.id);
    expect(await profile("email", "ann@example.com")).toBe(await profile("user_id", "ann"));
    await expect(doing((tx) => splitOff(tx, phone.id, decider, options))).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

describe("joining two customers by hand", () => {
  test("makes them one, two user ids or not, and taking it back parts them", async () => {
    await resolve(fromServer({ userId: "ann" }), fromServer({ userId: "ann-2" }));
    const before = await partition();
    const pair = [await profile("user_id", "ann"), await profile("user_id", "ann-2")] as const;
    await doing((tx) => joinByHand(tx, pair, decider, options));
    expect(await profile("user_id", "ann-2")).toBe(pair[0]);
    const judged = await state.selectFrom("judgement").selectAll().executeTakeFirstOrThrow();
    expect(judged).toMatchObject({ kind: "joined", reason: "They are brothers", said_by: "person 1" });
    await doing((tx) => withdraw(tx, judged.id, decider, options));
    expect(await partition()).toEqual(before);
  });

  test("overrules an earlier word that they are two", async () => {
    const { ann, bob } = await mergeByMistake();
    await doing(async (tx) => undoMerge(tx, await lastMerge(), decider, options));
    await doing((tx) => joinByHand(tx, [bob, ann], decider, options));
    expect(await profile("email", "bob@example.com")).toBe(ann);
  });

  test("survives the events that come after", async () => {
    await resolve(fromServer({ userId: "ann" }), fromServer({ userId: "ann-2" }));
    const pair = [await profile("user_id", "ann"), await profile("user_id", "ann-2")] as const;
    await doing((tx) => joinByHand(tx, pair, decider, options));
    await resolve(
      fromBrowser({ anonymousId: "phone", userId: "ann-2" }),
      fromServer({ userId: "ann-2", anonymousId: "phone", traits: { email: "ann@example.com" } }),
    );
    expect(await profile("anonymous_id", "phone")).toBe(pair[0]);
  });
});
