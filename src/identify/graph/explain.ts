import { allSources } from "../../collect/sources/index.ts";
import type { Context } from "../../core/context.ts";
import { parseProfileId, showProfileId, type HandleId, type ProfileId } from "../../core/ids.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { standingOf, trustedTies } from "./belief.ts";
import type { IdentityAnswer, IdentityJudgement, IdentityLink } from "./contract.ts";
import {
  countOf,
  judgementsOf,
  linksOf,
  mergesOf,
  passedOn,
  type JudgementRow,
  type LinkRow,
  type MergeRow,
  type Passed,
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
  const [links, merges, judgements, sources, passed] = await Promise.all([
    linksOf(context.state, ids),
    mergesOf(context.state, ids),
    judgementsOf(context.state, ids),
    allSources(context.state),
    passedOn(context.state, ids),
  ]);
  const names = new Map<number, string>(sources.map((source) => [source.id, source.name]));
  const counts = await countOf(context.facts, [...new Set(merges.flatMap(({ brought }) => brought))], signal);
  return {
    id: showProfileId(id),
    askedId: asked,
    asOf: new Date(context.clock.now()).toISOString(),
    handles: handles.map((handle) => handleShown(handle, names, passed)),
    links: linksShown(links, id, names),
    merges: merges.map((merge) => mergeShown(merge, counts)),
    judgements: judgements.map(judgementShown),
  };
}

type Names = ReadonlyMap<number, string>;

function handleShown(
  { id, type, value, trust, shared, sourceId, firstSeen, lastSeen }: Handle,
  names: Names,
  passed: readonly Passed[],
) {
  const turns = passed.find(({ handle }) => handle === id);
  const seen = { firstSeen: firstSeen.toISOString(), lastSeen: lastSeen.toISOString() };
  return {
    id,
    type,
    value,
    trust,
    shared,
    ...seen,
    sourceId,
    sourceName: names.get(sourceId) ?? null,
    passedOn: turns ?? null,
  };
}

function linksShown(links: readonly LinkRow[], profile: ProfileId, names: Names): IdentityLink[] {
  const tiedBy = trustedTies(links);
  return links.map((link) => linkShown(link, profile, names, claimShown(link, tiedBy, names)));
}

function claimShown(
  link: LinkRow,
  tiedBy: ReturnType<typeof trustedTies<LinkRow>>,
  names: Names,
): IdentityLink["claim"] {
  const tie = tiedBy(link.a, link.b);
  const state = standingOf(link, tie);
  if (state === null) return null;
  if (state === "confirmed" && tie) {
    const { rule, messageId, sourceId, at } = tie;
    const sourceName = names.get(sourceId) ?? null;
    return { state, by: { rule, messageId, sourceName, at: at.toISOString() } };
  }
  const { droppedAt, droppedSourceId, droppedMessageId } = link;
  if (droppedAt === null) return { state, by: null };
  const sourceName = names.get(droppedSourceId ?? 0) ?? null;
  return {
    state,
    by: { rule: null, messageId: droppedMessageId ?? "", sourceName, at: droppedAt.toISOString() },
  };
}

function linkShown(
  { profileA, profileB, ...link }: LinkRow,
  profile: ProfileId,
  names: Names,
  claim: IdentityLink["claim"],
): IdentityLink {
  const { id, a, b, rule, trust, verdict, reason, messageId, sourceId } = link;
  const other = profileA === profile ? profileB : profileA;
  return {
    ...{ id, a, b, rule, trust, verdict, reason, messageId, sourceId },
    at: link.at.toISOString(),
    lastSeen: link.lastSeen.toISOString(),
    sourceName: names.get(sourceId) ?? null,
    otherProfile: other === profile ? null : showProfileId(other),
    claim,
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
