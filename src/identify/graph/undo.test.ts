import { beforeEach, expect, test } from "vitest";
import type { TrackedEvent } from "../../core/event.ts";
import { asId, type HandleId, type ImportId, type ProfileId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import { trackedEvent } from "../../../test/kit/events.ts";
import { testState } from "../../../test/kit/state.ts";
import { findProfile, profileById, recomputeComponents, resolveIdentities, undoImport } from "./index.ts";

let state: State;
const clock = { now: () => Date.UTC(2026, 5, 1) };
const first = asId<ImportId>(1);
const second = asId<ImportId>(2);

beforeEach(async () => {
  state = await testState();
});

async function receive(...given: Partial<TrackedEvent>[]): Promise<void> {
  await state
    .transaction()
    .execute((tx) => resolveIdentities(tx, given.map(trackedEvent), { clock, defaultCountry: null }));
}

function undo(importId: ImportId) {
  return state.transaction().execute((tx) => undoImport(tx, importId, { clock }));
}

const profile = (type: string, value: string) => findProfile(state, type, value);
const email = (value: string) => ({ traits: { email: `${value}@example.com` } });

test("undoing an import takes its customers away", async () => {
  await receive({ userId: "u1", importId: first, ...email("ada") });
  expect((await undo(first)).removed).toHaveLength(2);
  expect(await profile("user_id", "u1")).toBeNull();
  expect(await state.selectFrom("evidence").selectAll().execute()).toEqual([]);
});

test("undoing an import parts the customers that it alone joined", async () => {
  await receive({ userId: "u1" }, { anonymousId: "a1", ...email("ada") });
  const [customer, visitor] = [await profile("user_id", "u1"), await profile("email", "ada@example.com")];
  await receive({ userId: "u1", importId: first, ...email("ada") });
  expect(await profile("anonymous_id", "a1")).toBe(customer);
  const { aliases, removed } = await undo(first);
  expect(removed).toEqual([]);
  expect(await profile("user_id", "u1")).toBe(customer);
  expect(await profile("anonymous_id", "a1")).toBe(visitor);
  expect(await profileById(state, visitor ?? asId<ProfileId>(0))).toBe(visitor);
  expect(aliases.every(({ profile_id }) => profile_id === visitor)).toBe(true);
  expect(await state.selectFrom("merge").select("undone_at").execute()).toEqual([
    { undone_at: new Date(clock.now()) },
  ]);
});

test("what somebody else said too stays", async () => {
  await receive(
    { userId: "u1", importId: first, ...email("ada") },
    { userId: "u1", importId: second, ...email("ada") },
  );
  expect((await undo(first)).removed).toEqual([]);
  expect(await profile("email", "ada@example.com")).toBe(await profile("user_id", "u1"));
});

test("undoing the import that held an e-mail gives it to the next customer who named it", async () => {
  await receive({ userId: "u1", importId: first, ...email("ada") });
  await receive({ userId: "u2", ...email("ada") });
  expect(await profile("email", "ada@example.com")).toBe(await profile("user_id", "u1"));
  await undo(first);
  expect(await profile("user_id", "u1")).toBeNull();
  expect(await profile("email", "ada@example.com")).toBe(await profile("user_id", "u2"));
});

test("an import of an e-mail on too many customers, once undone, lets the e-mail join again", async () => {
  await receive({ userId: "u0", ...email("family") });
  for (let nth = 1; nth <= 12; nth++)
    await receive({ userId: `u${nth}`, importId: first, ...email("family") });
  expect(await profile("email", "family@example.com")).not.toBe(await profile("user_id", "u0"));
  await undo(first);
  expect(await profile("email", "family@example.com")).toBe(await profile("user_id", "u0"));
});

test("a customer whom only the import vouched for is a claim again", async () => {
  await receive({ userId: "u1", anonymousId: "a1", trust: "claimed" }, { userId: "u1", importId: first });
  await undo(first);
  const trust = await state.selectFrom("handle").select("trust").where("value", "=", "u1").execute();
  expect(trust).toEqual([{ trust: "claimed" }]);
});

test("putting together anew changes nothing where no evidence changed", async () => {
  await receive(
    { userId: "u1", ...email("ada") },
    { userId: "u2", ...email("ada") },
    { userId: "u1", anonymousId: "a" },
  );
  const handles = (await state.selectFrom("handle").select("id").execute()).map(({ id }) =>
    asId<HandleId>(id),
  );
  const aliases = await state.transaction().execute((tx) => recomputeComponents(tx, handles, { clock }));
  expect(aliases).toEqual([]);
});
