/** Makes, changes and fills segments, each with what follows of it. */
import { sql } from "kysely";
import { asId, type HandleId } from "../../core/ids.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { checkKept } from "./check.ts";
import type { ChangeSegmentBody, CreateSegmentBody } from "./asked-contract.ts";
import type { Segment } from "./contract.ts";
import { readSegments } from "./kept-store.ts";
import { standingOn } from "./kept.ts";
import { addToList, takeOffList } from "./list-store.ts";
import type { ListBody } from "./asked-contract.ts";
import type { ListAnswer } from "./contract.ts";
import { ownersOf } from "./list-owners.ts";
import { segment } from "./segments.ts";
import { setArchived } from "./aside-store.ts";
import { beginPass, insertSegment, readSegment, updateSegment } from "./segment-store.ts";
import { touch } from "./touched-store.ts";
import { segmentsWake } from "./wake.ts";
import type { World } from "./world.ts";
import type { z } from "zod";

/** Makes a segment; whom its rule holds for is worked out in the background. */
export async function create(world: World, given: CreateSegmentBody, by: string): Promise<Segment> {
  if (given.rule) await checkKept(world, given.rule);
  const said = { by, at: new Date(world.clock.now()), why: given.why };
  const id = await world.state.transaction().execute((tx) => insertSegment(tx, given, said));
  segmentsWake.wake();
  return segment(world, id);
}

/** Changes a segment; with its rule those that stand on it are worked out anew, too. */
export async function change(
  world: World,
  id: number,
  given: ChangeSegmentBody,
  by: string,
): Promise<Segment> {
  if (given.rule) await checkKept(world, given.rule, id);
  const said = { by, at: new Date(world.clock.now()), why: given.why };
  await world.state.transaction().execute(async (tx) => {
    const before = await readSegment(tx, id);
    await updateSegment(tx, id, given, said);
    if ((await readSegment(tx, id)).version === before.version) return;
    const rules = new Map((await readSegments(tx)).flatMap((one) => (one.rule ? [[one.id, one.rule]] : [])));
    const others = [...standingOn(id, rules)];
    if (others.length > 0)
      await beginPass(tx, sql`id = ANY(${others}::integer[]) AND archived_at IS NULL AND deleted_at IS NULL`);
  });
  segmentsWake.wake();
  return segment(world, id);
}

/** Puts a segment aside, or takes it out again: then everybody is held against its rule anew. */
export async function setAside(world: World, id: number, aside: boolean, by: string): Promise<Segment> {
  const at = new Date(world.clock.now());
  await world.state
    .transaction()
    .execute((tx) => setArchived(tx, id, aside ? at : null, { by, at, why: "" }));
  segmentsWake.wake();
  return segment(world, id);
}

/** Puts the owners of identifiers on a list, or takes them off. */
export async function fill(
  world: World,
  id: number,
  asked: z.infer<typeof ListBody>,
  { by, on }: { readonly by: string; readonly on: boolean },
): Promise<ListAnswer> {
  const list = await readSegment(world.state, id);
  if (list.kind !== "list") throw new Problem("conflict", because("segments.is_rule"));
  const { profiles, unknown } = await ownersOf(world, asked.type, asked.values);
  const said = { by, at: new Date(world.clock.now()) };
  const moved = await world.state.transaction().execute(async (tx) => {
    const changed = on ? await addToList(tx, id, profiles, said) : await takeOffList(tx, id, profiles);
    await touch(tx, changed.map(asId<HandleId>));
    return changed;
  });
  segmentsWake.wake();
  return {
    changed: moved.length,
    unchanged: profiles.length - moved.length,
    unknown: unknown.slice(0, 100),
    unknownCount: unknown.length,
  };
}
