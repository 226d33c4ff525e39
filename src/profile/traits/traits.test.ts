import { beforeEach, describe, expect, test } from "vitest";
import type { HandledEvent, TrackedEvent } from "../../core/event.ts";
import { asId, type HandleId, type ImportId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import { trackedEvent } from "../../../test/kit/events.ts";
import { testState } from "../../../test/kit/state.ts";
import { resolveIdentities } from "../../identify/graph/index.ts";
import { namesOf, recordTraits, searchProfiles, traitsOf } from "./index.ts";

let state: State;
const clock = { now: () => Date.UTC(2026, 5, 1) };
const handle = asId<HandleId>(7);
const day = (nth: number) => Date.UTC(2026, 0, nth);

beforeEach(async () => {
  state = await testState();
});

function record(...given: Partial<HandledEvent>[]) {
  const events = given.map((one) => ({
    ...trackedEvent({ kind: "identify", ...one }),
    handleId: one.handleId ?? handle,
  }));
  return state.transaction().execute((tx) => recordTraits(tx, events));
}

async function values(): Promise<Record<string, unknown>> {
  return Object.fromEntries([...(await traitsOf(state, [handle]))].map(([name, { value }]) => [name, value]));
}

describe("a trait", () => {
  test("has the value of the last update, however late it arrives", async () => {
    await record({ at: day(3), traits: { city: "Izmir" } });
    await record({ at: day(2), traits: { city: "Ankara" } });
    expect(await values()).toEqual({ city: "Izmir" });
    await record({ at: day(4), traits: { city: "Bursa" } });
    expect(await values()).toEqual({ city: "Bursa" });
  });

  test("goes when null is sent", async () => {
    await record({ at: day(1), traits: { city: "Izmir" } }, { at: day(2), traits: { city: null } });
    expect(await values()).toEqual({});
  });

  test("that a trusted source gave, a claim never overwrites", async () => {
    await record({ at: day(1), traits: { city: "Izmir" } });
    await record({ at: day(9), trust: "claimed", traits: { city: "Gotham", plan: "free" } });
    expect(await values()).toEqual({ city: "Izmir", plan: "free" });
  });

  test("said again is told to the facts again, and counts from then on", async () => {
    expect(await record({ at: day(1), traits: { city: "Izmir" } })).toHaveLength(1);
    expect(await record({ at: day(3), traits: { city: "Izmir" } })).toHaveLength(1);
    await record({ at: day(2), traits: { city: "Ankara" } });
    expect(await values()).toEqual({ city: "Izmir" });
  });

  test("too long to be one stays in the event; a handle has at most 250", async () => {
    await record({ traits: { essay: "x".repeat(5000), nul: "a\u0000b\ud800" } });
    expect(Object.keys(await values())).toEqual(["nul"]);
    await record({ traits: Object.fromEntries(Array.from({ length: 300 }, (_, nth) => [`t${nth}`, nth])) });
    expect(Object.keys(await values())).toHaveLength(250);
  });

  test("of a company (group) is none of the customer's", async () => {
    expect(await record({ kind: "group", groupId: "acme", traits: { industry: "toys" } })).toEqual([]);
  });

  test("of one import uncovers what stood before when the import goes", async () => {
    await record({ at: day(1), traits: { city: "Izmir" } });
    await record({ at: day(2), importId: asId<ImportId>(4), traits: { city: "Ankara" } });
    expect(await values()).toEqual({ city: "Ankara" });
    await state.deleteFrom("trait").where("import_id", "=", 4).execute();
    expect(await values()).toEqual({ city: "Izmir" });
  });
});

describe("customers are found", () => {
  const people: Partial<TrackedEvent>[] = [
    { userId: "c-1", traits: { email: "ilknur@example.com", first_name: "İlknur", last_name: "Işık" } },
    { userId: "c-2", traits: { email: "ahmad@example.com", name: "أحمد الحسن" } },
    { userId: "c-3", traits: { email: "ada.lovelace@example.org", name: "Ada Lovelace" } },
  ];

  beforeEach(async () => {
    await state.transaction().execute(async (tx) => {
      const events = people.map((person) => trackedEvent({ kind: "identify", ...person }));
      const resolved = await resolveIdentities(tx, events, { clock, defaultCountry: null });
      await recordTraits(tx, resolved.events);
    });
  });

  test.each([
    ["ilknur", ["İlknur Işık"]],
    ["ISIK ilk", ["İlknur Işık"]],
    ["احمد", ["أحمد الحسن"]],
    ["lovelace ada", ["Ada Lovelace"]],
    ["lace@example", ["Ada Lovelace"]],
    ["c-3", ["Ada Lovelace"]],
    ["ad", ["Ada Lovelace"]],
    ["100%", []],
    ["", []],
  ])("by %j", async (text, expected) => {
    const found = await searchProfiles(state, text, 10);
    const names = await namesOf(state, found);
    expect(found.map((id) => names.get(id))).toEqual(expected);
  });
});
