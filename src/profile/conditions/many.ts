/** Who meets rules, of many customers at once in memory: the engine matches rows, and rules are read of what it found. */
import { NEVER } from "../../core/customer-figures-port.ts";
import type { ProfileId } from "../../core/ids.ts";
import type { Matcher } from "./contract.ts";
import { shown } from "./evaluate.ts";
import type { Verdict } from "./outcome-queries.ts";
import { readingOf } from "./reading.ts";
import {
  consentsOfMany,
  listsOfMany,
  movementsOfMany,
  movesOfMany,
  traitsOfMany,
  wholeOfMany,
} from "./said-queries.ts";
import { isWhole, type OwnLeaf, type Reading, type Seen, type Timed, type WholeLeaf } from "./seen.ts";
import { timesOf, type Asked } from "./seen-queries.ts";
import { tailsOf } from "./tails.ts";
import type { NumberedRule } from "./types.ts";

/** Which rules a customer meets, and until when that is sure of all of them; null: for ever. */
type Met = { readonly rules: number[]; readonly until: number | null };

/** Customers that are read before others have their turn. */
const STRETCH = 500;

const NONE: readonly never[] = [];

/**
 * Which of the rules customers meet, the same as `membersSql` says. Who has sent no event has no entry.
 * The handles must be all of the customers wanted.
 */
export async function metByMany(rules: readonly NumberedRule[], asked: Asked): Promise<Map<ProfileId, Met>> {
  const leaves: OwnLeaf[] = [];
  const readings = rules.map(({ id, rule }) => ({
    id,
    read: readingOf(rule, asked.around, (leaf) => leaves.push(leaf)),
  }));
  const seen = await seenOfMany(leaves, asked);
  const met = new Map<ProfileId, Met>();
  for (const [nth, one] of seen.entries()) {
    met.set(one.profileId, metBy(one, readings, asked.around.moment.asOf));
    // oxlint-disable-next-line no-await-in-loop -- others have their turn
    if (nth % STRETCH === STRETCH - 1) await new Promise(setImmediate);
  }
  return met;
}

function metBy(seen: Seen, readings: readonly { id: number; read: Reading }[], asOf: number): Met {
  if (seen.firstAt > asOf) return { rules: [], until: shown(seen.firstAt) };
  const rules: number[] = [];
  let least = NEVER;
  for (const { id, read } of readings) {
    const { holds, until } = read(seen);
    if (holds) rules.push(id);
    if (until < least) least = until;
  }
  return { rules, until: shown(least) };
}

async function seenOfMany(leaves: readonly OwnLeaf[], asked: Asked): Promise<Seen[]> {
  const { tails, places } = tailsOf(leaves, asked.around.moment);
  const { first, times } = await timesOf(asked, tails);
  const said = await saidOf(leaves, asked);
  const place = wholePlaces(leaves);
  return [...first].map(([profileId, firstAt]) => {
    const known = new Map<number, readonly Timed[]>();
    return {
      ...{ profileId, firstAt },
      traits: said.traits.get(profileId) ?? NONE,
      consents: said.consents.get(profileId) ?? NONE,
      movements: said.movements.get(profileId) ?? NONE,
      moves: said.moves.get(profileId) ?? NONE,
      lists: new Set(said.lists.get(profileId)),
      timesOf(matcher: Matcher) {
        const at = places.get(matcher) ?? -1;
        const own = known.get(at) ?? (times[at]?.get(profileId) ?? NONE).map((time) => ({ at: time }));
        known.set(at, own);
        return own;
      },
      whole: (leaf: WholeLeaf): Verdict => {
        const verdict = said.whole.get(profileId)?.[place.get(leaf) ?? -1];
        if (!verdict) throw new RangeError("a condition was not asked for");
        return verdict;
      },
    };
  });
}

type Said = {
  readonly traits: Awaited<ReturnType<typeof traitsOfMany>>;
  readonly consents: Awaited<ReturnType<typeof consentsOfMany>>;
  readonly movements: Awaited<ReturnType<typeof movementsOfMany>>;
  readonly moves: Awaited<ReturnType<typeof movesOfMany>>;
  readonly lists: Awaited<ReturnType<typeof listsOfMany>>;
  readonly whole: Awaited<ReturnType<typeof wholeOfMany>>;
};

async function saidOf(leaves: readonly OwnLeaf[], asked: Asked): Promise<Said> {
  const distinct = <Held>(pick: (leaf: OwnLeaf) => Held | undefined): Held[] => [
    ...new Set(leaves.map(pick).filter((held) => held !== undefined)),
  ];
  const traits = distinct((leaf) => ("trait" in leaf ? leaf.trait : undefined));
  const lists = distinct((leaf) => ("list" in leaf ? leaf.list : undefined));
  const moves = distinct((leaf) =>
    "entered" in leaf ? leaf.entered : "left" in leaf ? leaf.left : undefined,
  );
  const whole = [...wholeByText(leaves).values()].map(([leaf]) => leaf).filter((leaf) => leaf !== undefined);
  const none: ReadonlyMap<ProfileId, never[]> = new Map();
  // One after the other: others have their turn.
  return {
    traits: traits.length > 0 ? await traitsOfMany(asked, traits) : none,
    consents: leaves.some((leaf) => "consent" in leaf) ? await consentsOfMany(asked) : none,
    movements: leaves.some((leaf) => "figure" in leaf) ? await movementsOfMany(asked) : none,
    moves: moves.length > 0 ? await movesOfMany(asked, moves) : none,
    lists: lists.length > 0 ? await listsOfMany(asked, lists) : none,
    whole: whole.length > 0 ? await wholeOfMany(asked, whole) : none,
  };
}

/** Where a condition's answer stands; equal conditions are asked once. */
function wholePlaces(leaves: readonly OwnLeaf[]): ReadonlyMap<OwnLeaf, number> {
  return new Map(
    [...wholeByText(leaves).values()].flatMap((same, nth) => same.map((leaf) => [leaf, nth] as const)),
  );
}

function wholeByText(leaves: readonly OwnLeaf[]): Map<string, WholeLeaf[]> {
  return Map.groupBy(leaves.filter(isWhole), (leaf) => JSON.stringify(leaf));
}
