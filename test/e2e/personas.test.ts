/** The simulator's kinds of shoppers go the way of all events; the engine is asked to find them. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { CustomerTruth } from "../../simulator/index.ts";
import { workOffDemo } from "../../src/collect/demo/jobs.ts";
import { beginDemo } from "../../src/collect/demo/queries.ts";
import { seededRandom } from "../../src/core/random.ts";
import { countedRows } from "../../src/measure/basis/index.ts";
import { drainInbox } from "../../src/pipeline.ts";
import { adjustedRand } from "../../src/profile/personas/clustering/adjusted-rand.ts";
import { findAmong, type Found, isKnown, kindOf } from "../../src/profile/personas/found.ts";
import { measuresOf } from "../../src/profile/personas/measures.ts";
import { behaviour, type BehaviourRow, readVocabulary } from "../../src/profile/personas/queries.ts";
import { undoHooks } from "../../src/undo-hooks.ts";
import { testContext } from "../kit/context.ts";

const CUSTOMERS = 1200;

let rows: BehaviourRow[];
let found: Found;
/** The kind that the simulator knows, by profile. */
let truth: Map<string, string>;

beforeAll(async () => {
  const context = await testContext();
  const now = context.clock.now();
  await beginDemo(context.state, { customers: CUSTOMERS, seed: 3, currency: "EUR", endsAt: now, now });
  await workOffDemo(context, undoHooks, new AbortController().signal);
  await drainInbox(context);
  const counted = await countedRows(context);
  const vocabulary = await readVocabulary(context.facts, counted, now);
  const all = behaviour(context.facts, counted, vocabulary, { now, part: { rest: 0, of: 1 } });
  rows = [];
  for await (const some of all) rows.push(...some);
  const known = rows.filter(isKnown);
  const search = { leastPoints: 30, breathe: async () => {} };
  found = await findAmong(known, measuresOf(vocabulary, counted.asOf), search, seededRandom(1));
  const people = JSON.parse(
    await readFile(join(context.dataDir, "demo-truth.json"), "utf8"),
  ) as CustomerTruth[];
  const kindBy = new Map(
    people.flatMap(({ linked, kind }) => linked.map(({ type, value }) => [`${type}:${value}`, kind])),
  );
  const handles = await context.state.selectFrom("handle").select(["profile_id", "type", "value"]).execute();
  truth = new Map(
    handles.flatMap(({ profile_id: profile, type, value }) => {
      const kind = kindBy.get(`${type}:${value}`);
      return kind ? [[String(profile), kind]] : [];
    }),
  );
}, 300_000);

test("as many kinds are found as there are, and customers in them as they are", () => {
  if (!found.kinds.found) throw new Error(found.kinds.why);
  expect(found.kinds.chosen.kinds).toBe(5);
  expect(found.kinds.chosen.stability).toBeGreaterThan(0.8);
  const people = rows.filter((row) => isKnown(row) && truth.has(row.id));
  expect(people.length).toBeGreaterThan(0.7 * CUSTOMERS);
  const names = [...new Set(truth.values())];
  const rand = adjustedRand(
    people.map((row) => kindOf(row, found) ?? -1),
    people.map(({ id }) => names.indexOf(truth.get(id) ?? "")),
  );
  expect(rand).toBeGreaterThan(0.8);
});
