import { allSources } from "../../collect/sources/index.ts";
import type { Context } from "../../core/context.ts";
import { parseProfileId, showProfileId, type HandleId, type ProfileId } from "../../core/ids.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { IdentityAnswer, IdentityJudgement, IdentityLink } from "./contract.ts";
import {
  countOf,
  judgementsOf,
  linksOf,
  mergesOf,
  type JudgementRow,
  type LinkRow,
  type MergeRow,
} from "./explain-queries.ts";
import { handlesOf, profileById, type Handle } from "./lookup-queries.ts";

/**
 * The profile that an id in an address means; an id that was merged away means its survivor.
 * @throws Problem `not_found`
 */
export async function profileNamed(context: Context, text: string): Promise<ProfileId> {
  const asked = parseProfileId(text);
  const id = asked === null ? null : await profileById(context.state, asked);
  if (id === null) {
    throw new Problem("not_found", because("customers.not_found", { id: text.slice(0, 40) }), {
      field: "id",
    });
  }
  return id;
}

/** Why this is one customer: its identifiers, what ties them, what was merged, what people decided. */
export async function explain(context: Context, asked: string, signal: AbortSignal): Promise<IdentityAnswer> {
  const id = await profileNamed(context, asked);
  const handles = (await handlesOf(context.state, [id])).get(id) ?? [];
  const ids = handles.map((handle) => handle.id);
  const [links, merges, judgements, sources] = await Promise.all([
    linksOf(context.state, ids),
    mergesOf(context.state, ids),
    judgementsOf(context.state, ids),
    allSources(context.state),
  ]);
  const names = new Map<number, string>(sources.map((source) => [source.id, source.name]));
  const counts = await countOf(context.facts, [...new Set(merges.flatMap(({ brought }) => brought))], signal);
  return {
    id: showProfileId(id),
    askedId: asked,
    asOf: new Date(context.clock.now()).toISOString(),
    handles: handles.map((handle) => handleShown(handle, names)),
    links: links.map((link) => linkShown(link, id, names)),
    merges: merges.map((merge) => mergeShown(merge, counts)),
    judgements: judgements.map(judgementShown),
  };
}

type Names = ReadonlyMap<number, string>;

function handleShown(
  { id, type, value, trust, shared, sourceId, firstSeen, lastSeen }: Handle,
  names: Names,
) {
  const seen = { firstSeen: firstSeen.toISOString(), lastSeen: lastSeen.toISOString() };
  return { id, type, value, trust, shared, ...seen, sourceId, sourceName: names.get(sourceId) ?? null };
}

function linkShown(link: LinkRow, profile: ProfileId, names: Names): IdentityLink {
  const { profileA, profileB, at, lastSeen, ...shown } = link;
  const other = profileA === profile ? profileB : profileA;
  return {
    ...shown,
    at: at.toISOString(),
    lastSeen: lastSeen.toISOString(),
    sourceName: names.get(link.sourceId) ?? null,
    otherProfile: other === profile ? null : showProfileId(other),
  };
}

function mergeShown(merge: MergeRow, counts: ReadonlyMap<HandleId, { events: number; orders: number }>) {
  const { survivor, merged, at, undoneAt, brought, ...shown } = merge;
  const sum = (of: "events" | "orders") =>
    brought.reduce((total, id) => total + (counts.get(id)?.[of] ?? 0), 0);
  return {
    ...shown,
    survivor: showProfileId(survivor),
    merged: showProfileId(merged),
    at: at.toISOString(),
    undoneAt: undoneAt?.toISOString() ?? null,
    events: sum("events"),
    orders: sum("orders"),
  };
}

function judgementShown(row: JudgementRow): IdentityJudgement {
  return {
    id: row.id,
    kind: row.kind,
    a: { handle: row.a, type: row.typeA, value: row.valueA, profile: showProfileId(row.profileA) },
    b: { handle: row.b, type: row.typeB, value: row.valueB, profile: showProfileId(row.profileB) },
    reason: row.reason,
    saidBy: row.saidBy,
    saidAt: row.saidAt.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    withdrawnBecause: row.withdrawnBecause,
  };
}
