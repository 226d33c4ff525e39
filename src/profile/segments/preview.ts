/** How many an unsaved rule holds for, from real data: of all, or of a sample where all would take too long. */
import type { World } from "./world.ts";
import { asId, type HandleId, type ProfileId } from "../../core/ids.ts";
import type { Rule } from "../conditions/index.ts";
import { calledOf } from "../traits/index.ts";
import type { PreviewAnswer } from "./contract.ts";
import { countCustomers } from "./kept-store.ts";
import { interval } from "./interval.ts";
import { readKept } from "./kept.ts";
import { sampleOfProfiles } from "./sample-store.ts";
import { RuleFailed, standingsByEngine } from "./standing.ts";
import { readSurroundings } from "./surroundings.ts";
import { profilesAmong } from "./touched-store.ts";

/** Where there are no more customers, all of them are looked at, … */
const MOST_LOOKED = 10_000;
/** … else so many: the answer is waited for while somebody types. */
const SAMPLED = 5000;
const EXAMPLES = 10;
/**
 * More of the engine's time than this to work a rule out for all is too much to keep it up to date.
 * Generous: what every question costs weighs more in a sample that is spread than in steps of a pass,
 * and over a million customers the plainest rule is said to take one to three minutes.
 */
const HEAVY_MS = 600_000;

/** Counts whom a rule holds for, with some of them where examples are asked for. */
export async function preview(
  context: World,
  rule: Rule,
  options: { readonly examples: boolean; readonly signal?: AbortSignal },
): Promise<PreviewAnswer> {
  const { state, clock } = context;
  const asOf = clock.now();
  const customers = await countCustomers(state);
  const blocks = await sampleOfProfiles(state, customers, customers > MOST_LOOKED ? SAMPLED : MOST_LOOKED);
  const ids = blocks.flat();
  const { members, milliseconds } = await membersAmong(context, rule, ids, { asOf, ...options });
  const looked = ids.length;
  const isExact = looked >= customers;
  const found = new Set(members);
  const seen = blocks.map((block) => ({
    looked: block.length,
    hits: block.filter((id) => found.has(id)).length,
  }));
  const span = isExact ? { low: members.length, high: members.length } : interval(seen, customers);
  const share = looked === 0 ? 0 : members.length / looked;
  return {
    members: isExact ? members.length : Math.round(share * customers),
    ...span,
    exact: isExact,
    looked,
    customers,
    examples: options.examples ? await calledOf(state, members.slice(0, EXAMPLES)) : [],
    cost: costOf(milliseconds, looked, customers),
    asOf: new Date(asOf).toISOString(),
  };
}

async function membersAmong(
  context: World,
  rule: Rule,
  ids: readonly ProfileId[],
  { asOf, signal }: { readonly asOf: number; readonly signal?: AbortSignal },
): Promise<{ members: ProfileId[]; milliseconds: number }> {
  const kept = await readKept(context);
  const surroundings = await readSurroundings(context, kept, asOf);
  const profiles = await profilesAmong(context.state, ids.map(asId<HandleId>));
  const began = performance.now();
  const how = { surroundings, lane: "interactive" as const, ...(signal && { signal }) };
  const found = await standingsByEngine(context, [{ id: 0, rule }], profiles, how).catch(
    (failure: unknown) => {
      throw failure instanceof RuleFailed ? failure.cause : failure;
    },
  );
  const milliseconds = performance.now() - began;
  return { members: ids.filter((id) => found.get(id)?.segments.has(0)), milliseconds };
}

/** What looking at a sample took, for all. */
function costOf(milliseconds: number, looked: number, customers: number): PreviewAnswer["cost"] {
  const all = looked === 0 ? 0 : Math.round((milliseconds * Math.max(customers, looked)) / looked);
  return { milliseconds: all, heavy: all > HEAVY_MS };
}
