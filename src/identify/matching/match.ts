import { randomBytes } from "node:crypto";
import type { Facts } from "../../core/facts.ts";
import { type Blocked, blockRecords } from "./block.ts";
import type { Link } from "./clusters.ts";
import { compareDrawn, compareLikely, putPairs } from "./comparing-queries.ts";
import { type Bin, type Explained, explainedAbove, weightBins } from "./explain-queries.ts";
import { frequenciesOf } from "./frequency-queries.ts";
import { groupRecords } from "./group.ts";
import type { Frequencies } from "./known.ts";
import { corrected, type Label } from "./labels.ts";
import { loadRecords, type Records } from "./load.ts";
import { priorWeight } from "./model.ts";
import { type Rule, rulesFor } from "./rules.ts";
import { closeRun, dropAbandoned, empty, openRun, type Run } from "./run-store.ts";
import { linksAbove } from "./scoring-queries.ts";
import { putSketches } from "./sketches-queries.ts";
import { type Stage, type Step, Watched } from "./steps.ts";
import { type Model, train } from "./train.ts";
import { type PairCounts, pairCounts, randomVectors, vectorsByRule } from "./training-queries.ts";
import { MOST_FIELDS } from "./vectors.ts";

/** What a matching found, and all that is needed to say why. */
export type Matched = {
  readonly model: Model;
  readonly blocked: readonly Blocked[];
  readonly counts: PairCounts;
  /** Pairs with a chance of `shown` or more. */
  readonly links: readonly Link[];
  /** Records of one customer each, by number; records that are alone are left out. */
  readonly groups: readonly (readonly number[])[];
  readonly records: number;
  /** The strongest of the links with what each field says: as many as were asked for. */
  readonly explained: readonly Explained[];
  /** The weights of the compared pairs; of many, those that cannot be listed may not be compared. */
  readonly bins: readonly Bin[];
  /** How often values are had, where that was asked for: what arriving records are weighed by. */
  readonly frequencies: Frequencies | null;
  /** What was asked of the facts. */
  readonly steps: readonly Step[];
};

/** What more may be asked of a matching. */
export type Wishes = {
  /** Stops it, in the engine too. */
  readonly signal?: AbortSignal;
  /** Told of each stage as it begins. */
  readonly reached?: (stage: Stage) => Promise<void>;
  /** What people said of pairs before. */
  readonly labels?: readonly Label[];
  /** How many pairs to explain; none unless told. */
  readonly explain?: number;
  /** Whether to hand out how often values are had. */
  readonly frequencies?: boolean;
};

/** From which chance on a pair is of one customer, and from which on it is listed. */
export type Thresholds = { readonly same: number; readonly shown: number };

/** Nine in ten right, by the model's own reckoning. */
export const THRESHOLDS: Thresholds = { same: 0.9, shown: 0.1 };

/** No run lasts as many seconds. */
const A_DAY = 86_400;

/** Records compared at once: what bounds the memory of a step. */
const SLICE = 200_000;

/** Random pairs to estimate u from; pairs of one rule to estimate m from. */
const RANDOM_PAIRS = 1_000_000;
const PAIRS_A_RULE = 40_000;

/** A rule with fewer pairs teaches nothing. */
const LEAST_PAIRS = 20;

/** The share of the pairs of one customer that the sure rules find, as assumed. */
const SURE_RECALL = 0.6;

/**
 * Finds which records are of the same customer, without an example to learn from: load (and fold) →
 * block → compare → train → score → group.
 */
export async function matchRecords(
  facts: Facts,
  input: Records,
  thresholds: Thresholds = THRESHOLDS,
  wishes: Wishes = {},
): Promise<Matched> {
  const { fields } = input;
  if (fields.length > MOST_FIELDS) throw new Error(`${fields.length} fields; at most ${MOST_FIELDS}`);
  const id = randomBytes(8).toString("hex");
  const watched = new Watched(facts, id, wishes);
  const run: Run = { facts: watched.facts, id, fields };
  await dropAbandoned(facts, A_DAY);
  try {
    await openRun(run);
    return { ...(await work(run, input, thresholds, wishes, watched)), steps: watched.steps };
  } finally {
    await closeRun({ ...run, facts });
  }
}

/** The steps, in their order. */
async function work(
  run: Run,
  input: Records,
  { same, shown }: Thresholds,
  { labels = [], explain = 0, frequencies = false }: Wishes,
  watched: Watched,
): Promise<Omit<Matched, "steps">> {
  const rules = rulesFor(run.fields);
  const records = await watched.step("load", () => loadRecords(run, input), Number);
  const blocked = await watched.step(
    "block",
    () => blockRecords(run, rules, records),
    (used) => used.length,
  );
  const counts = await watched.step(
    "compare",
    () => compare(run, rules, records),
    ({ pairs }) => pairs,
  );
  const model = await watched.step(
    "train",
    () => trainOn(run, rules, records, counts, labels),
    () => labels.length,
  );
  const least = priorWeight(shown);
  const isPart = drawnOf(counts).some((of) => of > 1);
  const scored = await watched.step(
    "score",
    async () => {
      if (isPart) await compareRest(run, model, records, least);
      return {
        links: await linksAbove(run, model, least),
        bins: await weightBins(run, model),
        explained: explain > 0 ? await explainedAbove(run, model, least, explain) : [],
      };
    },
    ({ links }) => links.length,
  );
  const groups = await watched.step(
    "group",
    () => groupRecords(run, model, scored.links, priorWeight(same), isPart),
    (made) => made.length,
  );
  const often = frequencies ? await frequenciesOf(run) : null;
  return { model, blocked, counts, groups, records, frequencies: often, ...scored };
}

/** Puts the pairs, and compares those that training needs. */
async function compare(run: Run, rules: readonly Rule[], records: number): Promise<PairCounts> {
  for (let from = 0; from < records; from += SLICE) await putPairs(run, from, from + SLICE);
  const counts = await pairCounts(run, rules);
  for (let from = 0; from < records; from += SLICE) {
    await compareDrawn(run, drawnOf(counts), from, from + SLICE);
  }
  return counts;
}

/** Of the pairs of each rule one in so many is trained on. */
function drawnOf({ byRule }: PairCounts): number[] {
  return byRule.map((pairs) => Math.max(Math.ceil(pairs / PAIRS_A_RULE), 1));
}

/** Compares, where only some pairs were, all that can weigh `least` bits or more. */
async function compareRest(run: Run, model: Model, records: number, least: number): Promise<void> {
  await empty(run, "compared");
  await putSketches(run);
  for (let from = 0; from < records; from += SLICE)
    await compareLikely(run, model, least, from, from + SLICE);
}

async function trainOn(
  run: Run,
  rules: readonly Rule[],
  records: number,
  counts: PairCounts,
  labels: readonly Label[],
): Promise<Model> {
  const random = await randomVectors(run, records, RANDOM_PAIRS);
  const byRule = await vectorsByRule(run, drawnOf(counts));
  const blocked = rules.flatMap((rule, index) =>
    (counts.byRule[index] ?? 0) < LEAST_PAIRS ? [] : [{ rule, vectors: byRule[index] ?? [] }],
  );
  const prior = priorOf(counts.sure, records);
  const randomPairs = random.reduce((sum, { count }) => sum + count, 0);
  return corrected(train({ fields: run.fields, random, blocked, prior }), labels, randomPairs);
}

/** The share of all pairs that are of one customer, from the sure ones; one pair at least. */
function priorOf(sure: number, records: number): number {
  const all = Math.max((records * (records - 1)) / 2, 2);
  return Math.min(Math.max(sure / SURE_RECALL, 1) / all, 0.5);
}
