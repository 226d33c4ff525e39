import type { Context } from "../../core/context.ts";
import type { AskOptions, Lane } from "../../core/facts.ts";
import type { HandleId, ProfileId } from "../../core/ids.ts";
import { Problem } from "../../core/problem.ts";
import { membersSql, metByMany, type NumberedRule, type Surroundings } from "../conditions/index.ts";

/** Who should be a member of what, and until when that is sure. */
export type Standing = { readonly segments: ReadonlySet<number>; readonly until: number | null };

/** Profiles with all their handles. */
export type Profiles = ReadonlyMap<ProfileId, readonly HandleId[]>;

/** A rule that could not be worked out by itself. */
export class RuleFailed extends Error {
  override readonly name = "RuleFailed";
  readonly id: number;
  readonly code: string;
  constructor(id: number, cause: Problem) {
    super(`the rule of segment ${id} could not be worked out`, { cause });
    this.id = id;
    this.code = cause.code;
  }
}

type Row = { profile_id: string; holds: number[]; until: string | null };

const SECONDS = 120;
/** Where somebody waits for the answer. */
const SECONDS_WAITED = 10;

/** As of when and by what else, and how it is asked. */
export type AsOf = {
  readonly surroundings: Surroundings;
  readonly signal?: AbortSignal;
  readonly lane?: Lane;
};

/**
 * Where profiles stand by rules as of an instant, read in memory of what the engine finds of their rows:
 * what keeping many rules up to date costs. Where all rules together take too long they are halved,
 * until the one that does stands alone.
 * @throws RuleFailed naming it
 */
export function standings(
  context: Pick<Context, "facts">,
  rules: readonly NumberedRule[],
  profiles: Profiles,
  of: AsOf,
): Promise<Map<ProfileId, Standing>> {
  return halving(rules, profiles, (some) => readInMemory(context, some, profiles, of));
}

/**
 * The same by one question to the engine, which says it of few rules: previews are asked so.
 * @throws RuleFailed naming the rule that takes too long
 */
export function standingsByEngine(
  context: Pick<Context, "facts">,
  rules: readonly NumberedRule[],
  profiles: Profiles,
  of: AsOf,
): Promise<Map<ProfileId, Standing>> {
  return halving(rules, profiles, (some) => askedOfEngine(context, some, profiles, of));
}

async function halving(
  rules: readonly NumberedRule[],
  profiles: Profiles,
  ask: (rules: readonly NumberedRule[]) => Promise<Map<ProfileId, Standing>>,
): Promise<Map<ProfileId, Standing>> {
  if (rules.length === 0 || profiles.size === 0) return new Map();
  try {
    return await ask(rules);
  } catch (failure) {
    if (!(failure instanceof Problem) || failure.code !== "timeout") throw failure;
    const [only] = rules;
    if (only && rules.length === 1) throw new RuleFailed(only.id, failure);
    const half = Math.ceil(rules.length / 2);
    const first = await halving(rules.slice(0, half), profiles, ask);
    return both(first, await halving(rules.slice(half), profiles, ask));
  }
}

function optionsOf({ lane = "background", signal }: AsOf): AskOptions {
  const timeout = lane === "background" ? SECONDS : SECONDS_WAITED;
  return { lane, timeout, ...(signal && { signal }) };
}

async function readInMemory(
  { facts }: Pick<Context, "facts">,
  rules: readonly NumberedRule[],
  profiles: Profiles,
  of: AsOf,
): Promise<Map<ProfileId, Standing>> {
  const handles = [...profiles.values()].flat();
  const asked = { facts, around: of.surroundings, handles, options: optionsOf(of) };
  const met = await metByMany(rules, asked);
  return new Map([...met].map(([id, { rules: own, until }]) => [id, { segments: new Set(own), until }]));
}

async function askedOfEngine(
  { facts }: Pick<Context, "facts">,
  rules: readonly NumberedRule[],
  profiles: Profiles,
  of: AsOf,
): Promise<Map<ProfileId, Standing>> {
  const scope = { handles: [...profiles.values()].flat() };
  const rows = await facts.query<Row>(membersSql(rules, of.surroundings, scope), optionsOf(of));
  const found = new Map<ProfileId, Standing>();
  for (const row of rows) {
    const segments = new Set(rules.flatMap(({ id }, nth) => (row.holds[nth] === 1 ? id : [])));
    const until = row.until === null ? null : Date.parse(`${row.until.replace(" ", "T")}Z`);
    found.set(Number(row.profile_id) as ProfileId, { segments, until });
  }
  return found;
}

function both(
  left: ReadonlyMap<ProfileId, Standing>,
  right: ReadonlyMap<ProfileId, Standing>,
): Map<ProfileId, Standing> {
  const all = new Map(left);
  for (const [id, { segments, until }] of right) {
    const other = all.get(id);
    all.set(id, {
      segments: new Set([...(other?.segments ?? []), ...segments]),
      until: earlier(other?.until ?? null, until),
    });
  }
  return all;
}

/** The earlier of two instants, of which null is never. */
export function earlier(left: number | null, right: number | null): number | null {
  if (left === null || right === null) return left ?? right;
  return Math.min(left, right);
}
