/** Holds everybody against new and changed rules, some customers at a time; a killed pass goes on where it stood. */
import type { World } from "./world.ts";
import { asId, type HandleId } from "../../core/ids.ts";
import { countCustomers, openPass } from "./kept-store.ts";
import { readKept, type Kept, type KeptRule } from "./kept.ts";
import { lookAt, settledAmong } from "./look.ts";
import { readSurroundings } from "./surroundings.ts";
import { allInFacts, keep, recoverTicks, type Reached } from "./tick.ts";
import { profilesAfter, profilesAmong } from "./touched-store.ts";

/** Customers that a step of a pass looks at. */
const STEP = 20_000;

/**
 * The next step of the passes that are behind the others, so that they go on together from where
 * they meet; false where none is open.
 */
export async function stepPass(
  context: World,
  options: { readonly step?: number; readonly reached?: Reached; readonly signal?: AbortSignal } = {},
): Promise<boolean> {
  const { state, clock } = context;
  await recoverTicks(context);
  const kept = await readKept(context);
  const next = nextStep(kept);
  if (!next) return false;
  const { from, rules, until } = next;
  await allInFacts(context, options.signal);
  if (from === 0) {
    const ids = rules.map(({ id }) => id);
    await openPass(state, ids, await countCustomers(state), new Date(clock.now()));
  }
  const found = await profilesAfter(state, from, options.step ?? STEP);
  const ids = found.filter((id) => until === null || id <= until);
  const { settled, unsettled } = await settledAmong(
    context,
    await profilesAmong(state, ids.map(asId<HandleId>)),
  );
  const asOf = clock.now();
  const surroundings = await readSurroundings(context, kept, asOf);
  const none: ReadonlyMap<number, number> = new Map();
  const look = { profiles: settled, gone: [], rules, lists: none, why: () => "definition" as const };
  const { moves, dues } = await lookAt(context, look, surroundings, options.signal);
  const after = found.length === 0 ? null : ids.length < found.length ? until : (ids.at(-1) ?? null);
  const pass = {
    segments: rules.map(({ id, version }) => ({ id, version })),
    from,
    after,
    looked: ids.length,
  };
  const body = { asOf, moves, dues, duesOf: "some" as const, pass, touched: [], again: unsettled };
  await keep(context, body, kept, options.reached ?? (() => undefined));
  return true;
}

/** The rules that stand furthest back, and the number at which they meet the next. */
function nextStep({ rules }: Kept): { from: number; until: number | null; rules: KeptRule[] } | null {
  const places = rules.flatMap(({ segment }) => segment.passAfter ?? []);
  if (places.length === 0) return null;
  const from = Math.min(...places);
  const later = places.filter((place) => place > from);
  const until = later.length === 0 ? null : Math.min(...later);
  return { from, until, rules: rules.filter(({ segment }) => segment.passAfter === from) };
}
