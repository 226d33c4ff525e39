/** Input made to break the graph: work stays bounded, and nobody is joined to anybody by it. */
import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import type { TrackedEvent } from "../../src/core/event.ts";
import { asId, type HandleId } from "../../src/core/ids.ts";
import type { State } from "../../src/core/state.ts";
import { splitOff } from "../../src/identify/graph/by-hand.ts";
import { findProfile, resolveIdentities, Returning } from "../../src/identify/graph/index.ts";
import { trackedEvent } from "../kit/events.ts";
import { testState } from "../kit/state.ts";

const MANY = 100_000;
const BATCH = 10_000;
/** The most handles of one profile. */
const MOST = 1_000;
const clock = { now: () => Date.UTC(2026, 5, 1) };
let state: State;

beforeEach(async () => {
  state = await testState();
});

async function resolveMany(eventOf: (nth: number) => TrackedEvent): Promise<void> {
  const returning = new Returning();
  for (let from = 0; from < MANY; from += BATCH) {
    const events = Array.from({ length: BATCH }, (_, place) => eventOf(from + place));
    // oxlint-disable-next-line no-await-in-loop -- batches come one after the other
    const resolved = await state
      .transaction()
      .execute((tx) => resolveIdentities(tx, events, { clock, defaultCountry: null, returning }));
    resolved.remember();
  }
}

async function count(what: "profiles" | "largest"): Promise<number> {
  const { rows } = await sql<{ profiles: number; largest: number }>`
    SELECT count(*) AS profiles, max(handles) AS largest
    FROM (SELECT count(*) AS handles FROM handle GROUP BY profile_id) AS profile`.execute(state);
  return rows[0]?.[what] ?? 0;
}

describe("one value on a hundred thousand customers", () => {
  test("joins none of them, and deciding about one of them reads no more than that one", async () => {
    await resolveMany((nth) =>
      trackedEvent({ userId: `u${nth}`, anonymousId: `a${nth}`, traits: { email: "all@example.com" } }),
    );
    expect(await count("profiles")).toBe(MANY + 1);
    const visitor = await state
      .selectFrom("handle")
      .select(["id", "profile_id"])
      .where("value", "=", "a77")
      .executeTakeFirstOrThrow();
    await state
      .transaction()
      .execute((tx) => splitOff(tx, visitor.id, { reason: "a test", by: "person 1" }, { clock }));
    expect(await findProfile(state, "anonymous_id", "a77")).toBe(visitor.id);
    expect(await findProfile(state, "user_id", "u77")).not.toBe(visitor.id);
  }, 240_000);

  test("that is a device is nobody's in the end, with a bounded number of handles", async () => {
    await resolveMany((nth) =>
      trackedEvent({ userId: `u${nth}`, anonymousId: "kiosk", trust: nth % 2 ? "claimed" : "trusted" }),
    );
    const kiosks = await state.selectFrom("handle").select("id").where("value", "=", "kiosk").execute();
    expect(kiosks.length).toBeLessThan(100);
    const users = await state
      .selectFrom("handle")
      .select(({ fn }) => fn.count<string>("profile_id").distinct().as("profiles"))
      .where("type", "=", "user_id")
      .executeTakeFirstOrThrow();
    expect(Number(users.profiles)).toBe(MANY);
  }, 240_000);
});

test("a chain of a hundred thousand links makes no profile larger than a profile may be", async () => {
  // A card and a device, that device and the next card, that card and the next device …
  await resolveMany((nth) => {
    const [card, device] = [Math.ceil(nth / 2), Math.floor(nth / 2)];
    return trackedEvent({
      context: {
        device: { id: `device-${device}` },
        externalIds: [{ id: `card-${card}`, type: "card", collection: "users", encoding: "none" }],
      },
    });
  });
  expect(await count("largest")).toBeLessThanOrEqual(MOST);
}, 240_000);

test.each([
  ["an e-mail of ten kilobytes", `${"a".repeat(10_000)}@example.com`],
  ["an e-mail in letters that only look Latin, beside the real one", "\u0430nn@example.com"],
])("%s names nobody who is there", async (_name, email) => {
  const events = [
    trackedEvent({ userId: "ann", traits: { email: "ann@example.com" } }),
    trackedEvent({ userId: "eve", traits: { email } }),
  ];
  await state.transaction().execute((tx) => resolveIdentities(tx, events, { clock, defaultCountry: null }));
  expect(await findProfile(state, "user_id", "eve")).not.toBe(await findProfile(state, "user_id", "ann"));
  expect(await findProfile(state, "email", "ann@example.com")).toBe(
    await findProfile(state, "user_id", "ann"),
  );
});

test("marks that turn the direction of text make no second customer of the same address", async () => {
  const events = [
    trackedEvent({ anonymousId: "1", traits: { email: "ann@example.com" } }),
    trackedEvent({ anonymousId: "2", traits: { email: "\u202eann@example.com\u200f" } }),
  ];
  const { events: handled } = await state
    .transaction()
    .execute((tx) => resolveIdentities(tx, events, { clock, defaultCountry: null }));
  const handles = await state
    .selectFrom("handle")
    .select("profile_id")
    .where(
      "id",
      "in",
      handled.map(({ handleId }) => asId<HandleId>(handleId)),
    )
    .distinct()
    .execute();
  expect(handles).toHaveLength(1);
});
