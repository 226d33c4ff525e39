import type { Facts } from "../../core/facts.ts";
import type { State } from "../../core/state.ts";
import type { Persona } from "./contract.ts";
import type { PersonaDetails } from "./details-contract.ts";
import { Kin, type Label } from "./kin.ts";
import type { Part } from "./queries.ts";
import { membersAmong } from "./runs-store.ts";
import { Speech } from "./speech.ts";
import { countTexts, type TextRow, texts } from "./texts-queries.ts";
import { VisitTally } from "./visit-tally.ts";
import { mostSeenPages, visits } from "./visits-queries.ts";

/** More texts than this are read of a sample of customers. */
const MOST_TEXTS = 300_000;
/** Customers whose personas are asked for at once. */
const AT_ONCE = 5000;

/** What details are told with. */
export type Telling = {
  readonly state: State;
  readonly facts: Facts;
  readonly run: number;
  readonly now: number;
  readonly channels: readonly string[];
  readonly bouncePages: number;
  readonly leastSpeakers: number;
  /** In so many parts all that was done is read. */
  readonly parts: number;
  readonly signal: AbortSignal;
  readonly note: () => Promise<void>;
};

/** Tells details of personas whose members stand in the state. */
export async function detailsOf(
  telling: Telling,
  personas: readonly Persona[],
): Promise<(persona: Persona) => PersonaDetails | null> {
  const kin = new Kin(personas.map(labelOf));
  const [tally, speech] = [await visited(telling, kin), await spoken(telling, kin)];
  const least = telling.leastSpeakers;
  return (persona) => {
    const place = kin.placeOf(labelOf(persona));
    if (place === undefined) return null;
    const others = kin.others(place);
    return {
      ...speech.of(place, others, least),
      landings: tally.landings(place, others, least),
      leaving: tally.leaving(place, others, least),
    };
  };
}

/** The group that a persona is of. */
function labelOf({ id, kind, group }: Persona): Label {
  return { family: kind, name: group === null ? id : String(group) };
}

async function visited(telling: Telling, kin: Kin): Promise<VisitTally> {
  const { facts, now, channels, parts, bouncePages, signal, leastSpeakers } = telling;
  const words = { channels, pages: await mostSeenPages(facts, now, leastSpeakers) };
  const tally = new VisitTally(kin.labels.length, words);
  for (let rest = 0; rest < parts; rest += 1) {
    const part: Part = { rest, of: parts };
    for await (const rows of visits(facts, words, { now, part, bouncePages, signal })) {
      await inGroups(
        telling,
        kin,
        rows,
        ({ id }) => id,
        (groups, row) => tally.add(groups, row),
      );
    }
  }
  return tally;
}

async function spoken(telling: Telling, kin: Kin): Promise<Speech> {
  const { facts, now, signal } = telling;
  const of = Math.ceil((await countTexts(facts, now)) / MOST_TEXTS) || 1;
  const speech = new Speech(kin.labels.length);
  let last: TextRow[] = [];
  const add = async (rows: readonly TextRow[]): Promise<void> => {
    const people = [...Map.groupBy(rows, ({ customer }) => customer)];
    await inGroups(
      telling,
      kin,
      people,
      ([id]) => id,
      (groups, [, all]) => speech.add(groups, all),
    );
  };
  for await (const rows of texts(facts, { now, part: { rest: 0, of }, signal })) {
    // The last customer of a block may go on in the next.
    const all = [...last, ...rows];
    const id = all.at(-1)?.customer;
    const begins = all.findIndex(({ customer }) => customer === id);
    last = all.slice(begins);
    await add(all.slice(0, begins));
  }
  await add(last);
  return speech;
}

async function inGroups<Row>(
  { state, run, note }: Telling,
  kin: Kin,
  rows: readonly Row[],
  idOf: (row: Row) => string,
  add: (groups: readonly number[], row: Row) => void,
): Promise<void> {
  for (let first = 0; first < rows.length; first += AT_ONCE) {
    const some = rows.slice(first, first + AT_ONCE);
    const members = await membersAmong(state, run, some.map(idOf));
    for (const row of some) {
      const member = members.get(idOf(row));
      if (member) add(kin.of(member), row);
    }
    await note();
  }
}
