/** What people decide about who is who, and take back, on random histories and a real Postgres. */
import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { TrackedEvent } from "../../src/core/event.ts";
import { asId, type HandleId, type ProfileId } from "../../src/core/ids.ts";
import type { State, StateTransaction } from "../../src/core/state.ts";
import { resolveIdentities } from "../../src/identify/graph/index.ts";
import { joinByHand, partByHand, undoMerge, withdraw } from "../../src/identify/graph/by-hand.ts";
import { trackedEvent } from "../kit/events.ts";
import { anyEvent, plainEvent } from "../kit/identities.ts";
import { testState } from "../kit/state.ts";

let state: State;
const options = { clock: { now: () => Date.UTC(2026, 5, 1) } };
const decider = { reason: "because", by: "person 1" };
const RUNS = 40;

beforeAll(async () => {
  state = await testState();
});

async function resolve(given: readonly Partial<TrackedEvent>[]): Promise<void> {
  const events = given.map((one) => trackedEvent(one));
  await state
    .transaction()
    .execute((tx) => resolveIdentities(tx, events, { ...options, defaultCountry: null }));
}

async function begin(given: readonly Partial<TrackedEvent>[]): Promise<void> {
  await sql`TRUNCATE handle, evidence, merge, judgement CASCADE`.execute(state);
  await resolve(given);
}

const doing = <Result>(work: (tx: StateTransaction) => Promise<Result>) => state.transaction().execute(work);

/** Which profile each handle is in, and what counts of the evidence. */
async function standing() {
  const handles = await state.selectFrom("handle").select(["id", "profile_id"]).orderBy("id").execute();
  const evidence = await state
    .selectFrom("evidence")
    .select(["handle_a", "handle_b", "rule", "trust", "verdict"])
    .orderBy("id")
    .execute();
  return {
    handles: handles.map(({ id, profile_id }) => `${id} in ${profile_id}`),
    holds: evidence.filter(({ verdict }) => verdict === "holds"),
  };
}

async function profiles(): Promise<ProfileId[]> {
  const rows = await state
    .selectFrom("handle")
    .select("profile_id")
    .distinct()
    .orderBy("profile_id")
    .execute();
  return rows.map(({ profile_id }) => profile_id);
}

const events = (event: fc.Arbitrary<Partial<TrackedEvent>>) =>
  fc.array(event, { minLength: 2, maxLength: 15 });
const nth = fc.nat(1000);

describe("two profiles joined by hand and parted again", () => {
  test.each([
    ["trusted evidence alone", plainEvent, 20260201],
    ["claims, aliases and limits among it", anyEvent, 20260202],
  ])("are exactly as they were: %s", async (_name, event, seed) => {
    await fc.assert(
      fc.asyncProperty(events(event), nth, nth, async (given, left, right) => {
        await begin(given);
        const before = await standing();
        const all = await profiles();
        const [one, other] = [all[left % all.length], all[right % all.length]];
        if (one === undefined || other === undefined || one === other) return;
        await doing((tx) => joinByHand(tx, [one, other], decider, options));
        // Claims may yield to it; the two that it is about are one.
        const heads = await state
          .selectFrom("handle")
          .select("profile_id")
          .where("id", "in", [asId<HandleId>(one), asId<HandleId>(other)])
          .distinct()
          .execute();
        expect(heads).toHaveLength(1);
        const { id } = await state.selectFrom("judgement").select("id").executeTakeFirstOrThrow();
        await doing((tx) => withdraw(tx, id, decider, options));
        const after = await standing();
        expect(after.handles).toEqual(before.handles);
        // A claim that trusted evidence has made good meanwhile may count where it did not.
        if (event === plainEvent) expect(after).toEqual(before);
      }),
      { numRuns: RUNS, seed },
    );
  });
});

test("undoing every merge that an event made gives back the profiles from before it", async () => {
  await fc.assert(
    fc.asyncProperty(events(plainEvent), plainEvent, async (given, last) => {
      await begin(given);
      const before = await standing();
      await resolve([last]);
      const merges = await sql<{ id: number }>`SELECT id FROM merge ORDER BY id DESC`.execute(state);
      for (const { id } of merges.rows) {
        // oxlint-disable-next-line no-await-in-loop -- each changes what the next finds
        await doing((tx) => undoMerge(tx, id, decider, options)).catch((failure: { code: string }) => {
          // Parting two may part a third from them.
          if (failure.code !== "not_found") throw failure;
        });
      }
      const { handles } = await standing();
      expect(handles.slice(0, before.handles.length)).toEqual(before.handles);
    }),
    { numRuns: RUNS, seed: 20260203 },
  );
});

test("whatever comes, in any batching, no two parted handles are in one profile, and what holds ties each profile together", async () => {
  const pairs = fc.array(fc.tuple(nth, nth), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(
      events(anyEvent),
      pairs,
      events(anyEvent),
      fc.boolean(),
      async (given, parted, more, cut) => {
        await begin(given);
        const rows = await state.selectFrom("handle").select("id").orderBy("id").execute();
        for (const [left, right] of parted) {
          const pair = [rows[left % rows.length]?.id ?? 0, rows[right % rows.length]?.id ?? 0].map((id) =>
            asId<HandleId>(id),
          ) as [HandleId, HandleId];
          // oxlint-disable-next-line no-await-in-loop -- one decision after the other
          if (pair[0] !== pair[1]) await doing((tx) => partByHand(tx, pair, decider, options));
        }
        await resolve(more.slice(0, cut ? 5 : more.length));
        await resolve(more.slice(cut ? 5 : more.length));
        expect(await broken()).toEqual([]);
      },
    ),
    { numRuns: RUNS, seed: 20260204 },
  );
});

/** Parted handles in one profile; evidence that holds across two; profiles that nothing holds together. */
async function broken(): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT 'parted' AS what, j.id FROM judgement j
    JOIN handle a ON a.id = j.handle_a JOIN handle b ON b.id = j.handle_b
    WHERE j.kind = 'parted' AND j.withdrawn_at IS NULL AND a.profile_id = b.profile_id
    UNION ALL
    SELECT 'held', e.id FROM evidence e JOIN handle a ON a.id = e.handle_a JOIN handle b ON b.id = e.handle_b
    WHERE e.verdict = 'holds' AND a.profile_id <> b.profile_id
    UNION ALL
    SELECT 'loose', id FROM (
      WITH RECURSIVE reached(id) AS (
        SELECT DISTINCT profile_id FROM handle
        UNION
        SELECT CASE WHEN e.handle_a = reached.id THEN e.handle_b ELSE e.handle_a END
        FROM reached JOIN evidence e ON (e.handle_a = reached.id OR e.handle_b = reached.id) AND e.verdict = 'holds'
      )
      SELECT id FROM handle EXCEPT SELECT id FROM reached
    ) loose`.execute(state);
  return rows;
}
