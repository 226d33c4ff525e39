import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import type { Context } from "../../core/context.ts";
import { asId, type HandleId, type ImportId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { State } from "../../core/state.ts";
import { testContext } from "../../../test/kit/context.ts";
import { trackedEvent } from "../../../test/kit/events.ts";
import { testState } from "../../../test/kit/state.ts";
import { Returning, capability, resolveIdentities, undoImport } from "./index.ts";

const clock = { now: () => Date.UTC(2026, 5, 1) };
const FIRST = Date.UTC(2026, 0, 1);

let context: Context;
let without: State;

beforeAll(async () => {
  context = await testContext();
  without = await testState();
});

// Few of everything, so that customers come back, share devices and contradict each other.
const some = <Value>(...values: Value[]) => fc.constantFrom<Value[]>(...values);
const anEvent = fc.record({
  kind: some("track", "track", "track", "identify", "alias", "group"),
  trust: some("trusted", "claimed"),
  userId: some(null, "u1", "u1", "u2"),
  anonymousId: some(null, null, "a1", "a2"),
  previousId: some(null, "u2", "a1"),
  email: some(undefined, undefined, undefined, "e1@example.com", "e2@example.com"),
  importId: some(null, 1, 1, 2),
  day: some(0, 0, 0, 1, 3),
});
const aStep = fc.oneof(
  { weight: 5, arbitrary: fc.record({ events: fc.array(anEvent, { minLength: 1, maxLength: 12 }) }) },
  { weight: 1, arbitrary: fc.record({ undo: some(1, 1, 2) }) },
  { weight: 1, arbitrary: fc.record({ erase: fc.integer({ min: 1, max: 3 }) }) },
);
type Step = { events: Sent[] } | { undo: number } | { erase: number };
type Sent = typeof anEvent extends fc.Arbitrary<infer Value> ? Value : never;

function eventOf({ email, importId, day, kind, trust, ...ids }: Sent, nth: number) {
  const traits: JsonObject = email === undefined ? {} : { email };
  const at = FIRST + day * 86_400_000 + nth;
  return trackedEvent({
    ...ids,
    ...{ kind, trust, traits, at, receivedAt: at },
    messageId: `m${nth}`,
    importId: importId === null ? null : asId<ImportId>(importId),
  } as Parameters<typeof trackedEvent>[0]);
}

/** Takes the steps, each batch twice; the handles of all events, then what the state holds. */
async function run(state: State, steps: readonly Step[], returning?: Returning): Promise<unknown> {
  await sql`TRUNCATE handle, evidence, merge RESTART IDENTITY CASCADE`.execute(state);
  const owners: HandleId[] = [];
  let nth = 0;
  for (const step of steps) {
    if ("erase" in step) {
      await capability.personalData?.erase({ ...context, state }, { handles: [asId(step.erase)] });
    } else if ("undo" in step) {
      await state.transaction().execute((tx) => undoImport(tx, asId<ImportId>(step.undo), { clock }));
    } else {
      const events = [...step.events, ...step.events].map((sent) => eventOf(sent, (nth += 1)));
      for (const half of [events.slice(0, events.length / 2), events.slice(events.length / 2)]) {
        const options = { clock, defaultCountry: null, ...(returning ? { returning } : {}) };
        const resolved = await state.transaction().execute((tx) => resolveIdentities(tx, half, options));
        resolved.remember();
        owners.push(...resolved.events.map(({ handleId }) => handleId));
      }
    }
  }
  const handles = await sql`SELECT * FROM handle ORDER BY id`.execute(state);
  const evidence = await sql`SELECT * FROM evidence ORDER BY id`.execute(state);
  return { owners, handles: handles.rows, evidence: evidence.rows };
}

describe("what is remembered of returning visitors", () => {
  test("makes no difference to whose an event is, and who is who", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { minLength: 3, maxLength: 9 }), async (steps) => {
        expect(await run(context.state, steps, new Returning())).toEqual(await run(without, steps));
      }),
      { numRuns: 60, seed: 20260121 },
    );
  });

  test("spares the state: a known visitor's event is resolved without reading a handle", async () => {
    const returning = new Returning();
    const visit = () => trackedEvent({ userId: "back", anonymousId: "again" });
    const owners: HandleId[] = [];
    for (const _ of [1, 2, 3]) {
      const resolved = await context.state
        .transaction()
        .execute((tx) => resolveIdentities(tx, [visit()], { clock, defaultCountry: null, returning }));
      resolved.remember();
      owners.push(...resolved.events.map(({ handleId }) => handleId));
    }
    // A handle renamed behind its back would be missed by a look, and is not looked at.
    await sql`UPDATE handle SET value = 'elsewhere' WHERE value IN ('back', 'again')`.execute(context.state);
    const last = await context.state
      .transaction()
      .execute((tx) => resolveIdentities(tx, [visit()], { clock, defaultCountry: null, returning }));
    expect([...owners, last.events[0]?.handleId]).toEqual(Array.from({ length: 4 }, () => owners[0]));
  });
});
