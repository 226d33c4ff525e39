import { beforeEach, expect, it } from "vitest";
import { testContext } from "../test/kit/context.ts";
import type { TestContext } from "../test/kit/context.ts";
import { trackedEvent } from "../test/kit/events.ts";
import { appendToInbox } from "./collect/inbox/index.ts";
import { addSource } from "./collect/sources/index.ts";
import type { Context } from "./core/context.ts";
import type { TrackedEvent } from "./core/event.ts";
import { type ImportId, type ProfileId, type SourceId, asId } from "./core/ids.ts";
import { Problem } from "./core/problem.ts";
import { profileOf, sql } from "./core/sql.ts";
import { findProfile } from "./identify/graph/index.ts";
import { drainInbox } from "./pipeline.ts";
import { undoHooks } from "./undo-hooks.ts";

let context: TestContext;
let sourceId: SourceId;
const joining = asId<ImportId>(1);

async function receive(...events: Partial<TrackedEvent>[]): Promise<void> {
  const stamped = events.map((event) => trackedEvent({ sourceId, ...event }));
  await context.state
    .transaction()
    .execute((tx) => appendToInbox(tx, { sourceId, events: stamped, importId: null }));
  await drainInbox(context);
}

async function undo(within: Context): Promise<void> {
  for (const hook of undoHooks) await hook(within, joining);
}

/** To whom the facts give what the customer and the visitor did. */
async function ownersInFacts(): Promise<number[]> {
  const rows = await context.facts.query<{ owner: string }>(
    sql`SELECT DISTINCT ${profileOf(sql`handle_id`)} AS owner FROM event WHERE import_id = 0 ORDER BY owner`,
  );
  return rows.map((row) => Number(row.owner));
}

const profile = (type: string, value: string): Promise<ProfileId | null> =>
  findProfile(context.state, type, value);

/** A facts store that is gone for inserts, as where the process was killed before it. */
function withoutInserts(): Context {
  const gone = () => Promise.reject(new Problem("unavailable", "The facts are away."));
  return { ...context, facts: { ...bound(), insert: gone } };
}

function bound(): Context["facts"] {
  const { facts } = context;
  return {
    query: (...args) => facts.query(...args),
    stream: (...args) => facts.stream(...args),
    insert: (insert) => facts.insert(insert),
    command: (...args) => facts.command(...args),
    reloadProfiles: (all) => facts.reloadProfiles(all),
    ping: () => facts.ping(),
    close: () => facts.close(),
  };
}

beforeEach(async () => {
  context = await testContext();
  ({ id: sourceId } = await addSource(context.state, { name: "Shop", kind: "server" }));
  await receive({ userId: "u1" }, { anonymousId: "a1", traits: { email: "ada@example.com" } });
  await receive({ userId: "u1", importId: joining, traits: { email: "ada@example.com" } });
});

it("an undone import parts in the facts whom it alone had joined", async () => {
  expect(await ownersInFacts()).toEqual([await profile("user_id", "u1")]);
  await undo(context);
  expect(await ownersInFacts()).toEqual([
    await profile("user_id", "u1"),
    await profile("anonymous_id", "a1"),
  ]);
});

it("an undo that ends between its two stores is finished by the next worker", async () => {
  await expect(undo(withoutInserts())).rejects.toThrow(Problem);
  const parted = [await profile("user_id", "u1"), await profile("anonymous_id", "a1")];
  expect(parted[0]).not.toBe(parted[1]);
  await drainInbox(context);
  expect(await ownersInFacts()).toEqual(parted);
});

it("an undo that is tried again tells the facts what the first try could not", async () => {
  await expect(undo(withoutInserts())).rejects.toThrow(Problem);
  await undo(context);
  expect(await ownersInFacts()).toEqual([
    await profile("user_id", "u1"),
    await profile("anonymous_id", "a1"),
  ]);
  expect(await context.state.selectFrom("resolved_batch").select("id").execute()).toEqual([]);
});
