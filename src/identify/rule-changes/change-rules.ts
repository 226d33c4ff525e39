/** Puts other rules in force and lets the stored evidence be weighed by them. */
import type { Clock } from "../../core/clock.ts";
import { asId, type HandleId, type ProfileId } from "../../core/ids.ts";
import type { AliasRow } from "../../core/rows.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import { recountPartners, rejoin, type Moved } from "../graph/index.ts";
import { MAILBOX, readyRules, storeEffect, storeVersion, type IdentityRules } from "../rules/index.ts";
import { handlesToRecount, profilesConcerned, typesInUse } from "./concerned-queries.ts";
import type { Effect } from "./contract.ts";
import { differenceOf, type Difference } from "./difference.ts";
import { forgetMailboxes, workOutMailboxes } from "./mailboxes-store.ts";
import { countsOf, groupsOf, type Group } from "./effect.ts";

/** So many profiles are put together anew at a time. */
const CHUNK = 500;

/** The rules that a person wants, and what is kept with them. */
export type Wanted = {
  readonly before: IdentityRules;
  readonly rules: IdentityRules;
  readonly reason: string;
  readonly by: string;
  readonly restores: number | null;
};

/** What is to be weighed anew. */
export type Plan = {
  readonly difference: Difference;
  readonly concerned: number;
  readonly profiles: readonly ProfileId[];
};

/** What came of a change. */
export type Outcome = {
  readonly version: number;
  readonly effect: Effect;
  readonly groups: readonly Group[];
  readonly aliases: AliasRow[];
};

/** Finds what a change is about; of more profiles than `most`, so many, spread evenly over all. */
export async function planOf(
  state: State | StateTransaction,
  { before, rules }: Pick<Wanted, "before" | "rules">,
  most = Infinity,
): Promise<Plan> {
  const difference = differenceOf(before, rules, await typesInUse(state));
  const all = await profilesConcerned(state, difference);
  const step = Math.max(1, all.length / most);
  const profiles = step === 1 ? all : all.filter((_, index) => Math.floor(index % step) === 0);
  return { difference, concerned: all.length, profiles };
}

/**
 * Stores the rules and puts the planned profiles together anew by them. The caller holds the graph's
 * lock; rolled back, it was a preview.
 */
export async function changeRules(
  tx: StateTransaction,
  wanted: Wanted,
  { difference, concerned, profiles }: Plan,
  { clock }: { readonly clock: Clock },
): Promise<Outcome> {
  const { rules, reason, by, restores } = wanted;
  const saidAt = new Date(clock.now());
  const version = await storeVersion(tx, { rules, reason, saidBy: by, saidAt, restores });
  const isWhole = profiles.length === concerned;
  const boxes =
    difference.mailboxes === "on"
      ? await workOutMailboxes(tx, isWhole ? null : profiles, clock.now())
      : { aliases: [], touched: [] };
  const all = [...new Set([...profiles, ...boxes.touched])];
  const types = difference.counted.map(({ type }) => type);
  const moved: Moved[] = [];
  const aliases = new Map<HandleId, AliasRow>(boxes.aliases.map((row) => [row.handle_id, row]));
  for (let from = 0; from < all.length; from += CHUNK) {
    const chunk = all.slice(from, from + CHUNK);
    // oxlint-disable-next-line no-await-in-loop -- one transaction, chunk after chunk
    const done = await weighAnew(tx, chunk, types, { clock });
    // A mailbox is nobody: what becomes of it is no change of a customer.
    moved.push(...done.moved.filter(({ type }) => type !== MAILBOX));
    for (const row of done.aliases) aliases.set(row.handle_id, row);
  }
  if (difference.mailboxes === "off") {
    for (const id of await forgetMailboxes(tx)) aliases.delete(id);
  }
  const groups = groupsOf(moved);
  const effect = { concerned, tried: profiles.length, ...countsOf(groups) };
  await storeEffect(tx, version, effect);
  return { version, effect, groups, aliases: [...aliases.values()] };
}

/** Puts profiles together anew by the rules that hold, on whom many customers' values are counted first. */
async function weighAnew(
  tx: StateTransaction,
  profiles: readonly ProfileId[],
  types: readonly string[],
  options: { readonly clock: Clock },
): Promise<{ aliases: AliasRow[]; moved: Moved[] }> {
  const counted = await handlesToRecount(tx, profiles, types);
  await recountPartners(tx, counted, await readyRules(tx), { uncounted: true });
  return rejoin(
    tx,
    profiles.map((id) => asId<HandleId>(id)),
    options,
  );
}
