/** Keeps memberships up to date: looks at those of whom something changed, and those who are due. */
import { untilInserted } from "../../collect/inbox/index.ts";
import type { World } from "./world.ts";
import { asId, type HandleId, type ProfileId } from "../../core/ids.ts";
import { nextDue } from "./due-store.ts";
import { readKept, type Kept } from "./kept.ts";
import { askedAbout, lookAt, settledAmong } from "./look.ts";
import { holdsImport } from "./membership-queries.ts";
import type { MoveCause, TickBody } from "./moves.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Profiles } from "./standing.ts";
import {
  endTick,
  insertMoves,
  openTicks,
  storeTick,
  type Consequences,
  type StoredTick,
} from "./tick-store.ts";
import { nextTouched, profilesAmong, undoneAwaited, type Touched } from "./touched-store.ts";

/** Where a kill may strike; tests do. */
export type TickStage = "taken" | "stored" | "inserted" | "ended";

/** Told of each stage; may throw as a kill would. */
export type Reached = (stage: TickStage) => void;

/** Handles, and customers who are due, that are looked at at once. */
const MOST = 20_000;
/** How long to wait for a batch on its way into the facts. */
const PATIENCE = 30_000;

const unwatched: Reached = () => undefined;

/** Ends what a process before this one began. Must come before anybody is looked at. */
export async function recoverTicks(context: World): Promise<void> {
  for (const open of await openTicks(context.state)) {
    await finish(context, open, await readKept(context), unwatched);
  }
}

/** Looks at the next of whom something changed or who are due; tells whether there are more of them. */
export async function tick(
  context: World,
  { reached = unwatched, signal }: { readonly reached?: Reached; readonly signal?: AbortSignal } = {},
): Promise<boolean> {
  const { state, clock } = context;
  await recoverTicks(context);
  const touched = await nextTouched(state, MOST, await undoneNow(context));
  const kept = await readKept(context);
  await allInFacts(context, signal);
  const asOf = clock.now();
  const due = await nextDue(state, asOf, MOST);
  if (touched.rows.length === 0 && due.length === 0) return false;
  reached("taken");
  const numbers = [
    ...new Set([...touched.rows.flatMap(({ handles }) => handles), ...due.map(asId<HandleId>)]),
  ];
  const { settled, unsettled } = await settledAmong(context, await profilesAmong(state, numbers));
  const heads = new Set([...settled.keys(), ...unsettled].map(Number));
  const gone = numbers.filter((id) => !heads.has(id));
  const look = {
    profiles: settled,
    gone,
    rules: kept.rules,
    lists: kept.lists,
    why: causes(touched, settled),
  };
  const { moves, dues } = await lookAt(context, look, await readSurroundings(context, kept, asOf), signal);
  const never = gone.map((id) => ({ profile: asId<ProfileId>(id), at: null }));
  const body: TickBody = {
    ...{ asOf, moves, dues: [...dues, ...never], duesOf: "all", pass: null },
    touched: touched.rows.map(({ id }) => id),
    again: unsettled,
  };
  await keep(context, body, kept, reached);
  return numbers.length >= MOST;
}

/** Waits until what was noted by now is in the facts. @throws where that takes too long, or the signal aborts */
export async function allInFacts({ state }: World, stop?: AbortSignal): Promise<void> {
  const late = AbortSignal.timeout(PATIENCE);
  const signal = stop ? AbortSignal.any([stop, late]) : late;
  if (!(await untilInserted(state, signal))) throw signal.reason;
}

/** Makes what was found so: its moves through the store, so that each is told once. */
export async function keep(context: World, body: TickBody, kept: Kept, reached: Reached): Promise<void> {
  if (body.moves.length === 0) {
    await context.state
      .transaction()
      .execute((tx) => endTick(tx, { id: null, body }, consequences(body, kept)));
  } else {
    const tick = await storeTick(context.state, body);
    reached("stored");
    await finish(context, tick, kept, reached);
  }
  reached("ended");
}

async function finish(context: World, tick: StoredTick, kept: Kept, reached: Reached): Promise<void> {
  await insertMoves(context.facts, tick);
  reached("inserted");
  await context.state.transaction().execute((tx) => endTick(tx, tick, consequences(tick.body, kept)));
}

function consequences(body: TickBody, kept: Kept): Consequences {
  const asked = askedAbout(kept);
  const moved = body.moves.filter(({ segment }) => asked.has(segment)).map(({ profile }) => profile);
  const isNew = body.pass === null && body.dues.length > 0;
  const everybody = kept.rules.filter(({ needs }) => needs.everybody).map(({ id }) => id);
  return { again: [...new Set([...body.again, ...moved])], stale: isNew ? everybody : [] };
}

function causes({ rows }: Touched, profiles: Profiles): (profile: ProfileId) => MoveCause {
  const of = (wanted: MoveCause) =>
    new Set(rows.filter(({ why }) => why === wanted).flatMap(({ handles }) => handles));
  const [merged, touched] = [of("merge"), of("event")];
  return (profile) => {
    const handles = profiles.get(profile) ?? [];
    if (handles.some((handle) => merged.has(handle))) return "merge";
    return handles.some((handle) => touched.has(handle)) ? "event" : "time";
  };
}

/** Imports whose undoing somebody waits for and of which the facts hold nothing any more. */
async function undoneNow({ state, facts }: World): Promise<number[]> {
  const done: number[] = [];
  for (const { importId, since } of await undoneAwaited(state)) {
    if (!(await holdsImport(facts, importId, since.getTime()))) done.push(importId);
  }
  return done;
}
