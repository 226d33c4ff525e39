import { allSources } from "../../collect/sources/index.ts";
import type { Context } from "../../core/context.ts";
import { showProfileId, type ProfileId } from "../../core/ids.ts";
import { handlesOf, type Handle } from "../graph/index.ts";
import { readyRules, type Rules } from "../rules/index.ts";
import { refused, refusedByReason, type ConflictRow, type Wanted } from "./conflicts-queries.ts";
import type { Conflict, ConflictsAnswer } from "./contract.ts";

/** What the rules refused, the newest first, of all customers. */
export async function conflictsOf(context: Context, wanted: Wanted): Promise<ConflictsAnswer> {
  const { state } = context;
  const [rows, reasons, sources, rules] = await Promise.all([
    refused(state, { ...wanted, limit: wanted.limit + 1 }),
    refusedByReason(state),
    allSources(state),
    readyRules(state),
  ]);
  const page = rows.slice(0, wanted.limit);
  const names = new Map<number, string>(sources.map(({ id, name }) => [id, name]));
  const limited = page.filter(({ reason }) => reason === "limit");
  const handles = await handlesOf(state, [
    ...new Set(limited.flatMap(({ profileA, profileB }) => [profileA, profileB])),
  ]);
  return {
    conflicts: page.map((row) => ({
      ...shown(row),
      over: row.reason === "limit" ? overIn(row, handles, rules) : null,
      sourceName: names.get(row.sourceId) ?? null,
    })),
    reasons,
    next: rows.length > page.length ? (page.at(-1)?.id ?? null) : null,
  };
}

function shown(row: ConflictRow): Omit<Conflict, "over" | "sourceName"> {
  const { id, reason, verdict, trust, messageId, at } = row;
  return {
    ...{ id, reason, verdict, trust, messageId, at: at.toISOString() },
    a: { type: row.typeA, value: row.valueA, profile: showProfileId(row.profileA) },
    b: { type: row.typeB, value: row.valueB, profile: showProfileId(row.profileB) },
  };
}

/** The type of which the two customers would have too many; null where that is so no more. */
function overIn(
  { profileA, profileB }: ConflictRow,
  handles: ReadonlyMap<ProfileId, readonly Handle[]>,
  rules: Rules,
): string | null {
  const [left, right] = [profileA, profileB].map((id) => handles.get(id)?.map(({ type }) => type) ?? []);
  if (!left || !right || profileA === profileB) return null;
  const both = [...left, ...right];
  const isOver = (type: string) => {
    const limit = rules.limitOf(type);
    return limit !== null && right.includes(type) && both.filter((one) => one === type).length > limit.most;
  };
  return left.find(isOver) ?? null;
}
