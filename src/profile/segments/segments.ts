/** Segments as their pages and scripts see them, and what is asked before one is changed. */
import type { Context } from "../../core/context.ts";
import type { SegmentsQuestion } from "./asked-contract.ts";
import { KEPT_DELETED } from "./deleted-contract.ts";
import type { Segment, SegmentLine, SegmentsAnswer, UsesAnswer } from "./contract.ts";
import { namedIn } from "./kept.ts";
import { readSegments } from "./kept-store.ts";
import { sizes } from "./membership-queries.ts";
import {
  countShown,
  listSegments,
  readAnySegment,
  readSegment,
  statusOf,
  type StoredSegment,
} from "./segment-store.ts";
import { shelves } from "./shelf-store.ts";
import { webhooksNaming } from "./webhook-store.ts";

/** One page of the segments, with the folders and tags that there are. */
export async function segments(context: Context, question: SegmentsQuestion): Promise<SegmentsAnswer> {
  const { segments: found, total } = await listSegments(context.state, question);
  const ids = found.map(({ id }) => id);
  const members = ids.length === 0 ? new Map<number, number>() : await sizes(context.facts, ids);
  return {
    segments: found.map((segment) => lineOf(segment, members.get(segment.id) ?? 0)),
    total,
    shown: await countShown(context.state),
    ...(await shelves(context.state)),
    asOf: new Date(context.clock.now()).toISOString(),
  };
}

/** One segment, also one that is deleted. @throws Problem `not_found` */
export async function segment(context: Context, id: number): Promise<Segment> {
  const found = await readAnySegment(context.state, id);
  const members = (await sizes(context.facts, [id])).get(id) ?? 0;
  return {
    ...lineOf(found, members),
    rule: found.rule,
    createdAt: found.createdAt.toISOString(),
    createdBy: found.createdBy,
  };
}

function lineOf(segment: StoredSegment, members: number): SegmentLine {
  const { id, name, description, folder, tags, kind, version, changedBy } = segment;
  const status = statusOf(segment);
  const total = Math.max(segment.passTotal, segment.passDone);
  return {
    ...{ id, name, description, folder, tags, kind, version, changedBy, members, status },
    progress: status === "computing" ? { done: segment.passDone, total } : null,
    changedAt: segment.changedAt.toISOString(),
    deleted: deletedOf(segment),
  };
}

function deletedOf({ deletedAt, deletedBy }: StoredSegment): SegmentLine["deleted"] {
  if (deletedAt === null) return null;
  const until = new Date(deletedAt.getTime() + KEPT_DELETED).toISOString();
  return { at: deletedAt.toISOString(), by: deletedBy ?? "", until };
}

/** Where a segment is used: rules that name it, and webhooks that tell of it. */
export async function usesOf({ state }: Context, id: number): Promise<UsesAnswer["uses"]> {
  await readSegment(state, id);
  const all = await readSegments(state);
  const rules = all.filter(({ rule, deleted }) => !deleted && rule !== null && namedIn(rule).has(id));
  return [
    ...rules.map((other) => ({ kind: "segment" as const, id: other.id, name: other.name })),
    ...(await webhooksNaming(state, id)).map((webhook) => ({ kind: "webhook" as const, ...webhook })),
  ];
}
