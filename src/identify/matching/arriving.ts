import type { HandleId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import {
  deleteRecords,
  type FoundBlock,
  lockRecords,
  recordsInBlocks,
  recordsOf,
  replaceKnown,
  replaceRecords,
  storedFrequencies,
} from "./arriving-store.ts";
import { blocksOf, numberOf } from "./keys.ts";
import { type Frequencies, type Known, madeFor } from "./known.ts";
import { bytesOf, foldRecord, type FoldedRecord, inBytes } from "./likeness.ts";
import type { Values } from "./load.ts";
import { chanceOf } from "./model.ts";
import { type Often, weigh, type Weighed, weighsByRarity } from "./weighing.ts";

/** A record of a customer as it arrives: its values in the order of the known fields. A handle has one. */
export type Arriving = { readonly handleId: HandleId; readonly values: Values };

/** A record that is kept, and what speaks for it being of the customer of the one that arrived. */
export type Likeness = Weighed & { readonly handleId: HandleId; readonly chance: number };

/** One arriving record is compared with so many at most, those of the smallest blocks first. */
const MOST_COMPARED = 2000;

/** Records kept in one transaction; others who keep records wait for no longer than that. */
const BATCH = 1000;

/**
 * Stores what a batch learned: records that arrive from now on are matched by it. Records that were
 * folded for other fields are no longer found; remember them again.
 */
export async function keepKnown(state: State, known: Known, { often }: Frequencies): Promise<void> {
  const numbered = often.flatMap((values, field) =>
    [...values].map(([text, count]) => [valueNumber(field, bytesOf(text)), count] as const),
  );
  await state.transaction().execute((tx) => replaceKnown(tx, known, madeFor(known), new Map(numbered)));
}

/** Keeps records so that those that arrive later find them; in place of what their handles had. */
export async function rememberRecords(
  state: State,
  known: Known,
  records: readonly Arriving[],
): Promise<void> {
  const [made, rules] = [madeFor(known), known.rules.map(({ rule }) => rule)];
  // The last of one handle holds.
  const last = [...new Map(records.map((record) => [record.handleId, record])).values()];
  for (let from = 0; from < last.length; from += BATCH) {
    const kept = last.slice(from, from + BATCH).map(({ handleId, values }) => {
      const folded = foldRecord(known.fields, known.country, values);
      const blocks = blocksOf(rules, inBytes(folded), String(made)).filter((block) => block !== null);
      return { handleId, folded: packed(folded), blocks: [...new Set(blocks)] };
    });
    await state.transaction().execute((tx) => replaceRecords(tx, made, kept));
  }
}

/** Forgets the records of handles: nothing that arrives later finds them. */
export async function forgetRecords(state: State, handles: readonly HandleId[]): Promise<void> {
  await state.transaction().execute(async (tx) => {
    await lockRecords(tx);
    await deleteRecords(tx, handles);
  });
}

/**
 * The kept records that each arriving one is like, with the weight that a batch would give, the
 * strongest first; only those of a chance of `least` or more. Remember a record before it is
 * matched, so that of two that arrive at once one finds the other.
 */
export async function matchArriving(
  state: State,
  known: Known,
  records: readonly Arriving[],
  least: number,
): Promise<Likeness[][]> {
  const made = madeFor(known);
  const folded = records.map(({ values }) => inBytes(foldRecord(known.fields, known.country, values)));
  const [candidates, often] = await Promise.all([
    candidatesOf(state, known, records, folded, made),
    oftenOf(state, known, folded),
  ]);
  const rows = await recordsOf(state, made, [...new Set(candidates.flat())]);
  const kept = new Map(rows.map((row) => [row.handleId, inBytes(unpacked(row.folded))]));
  return records.map(({ handleId }, index) =>
    (candidates[index] ?? [])
      .flatMap((other) => {
        const [mine, theirs] = [folded[index], kept.get(other)];
        if (mine === undefined || theirs === undefined) return [];
        // A batch has the earlier record on the left.
        const weighed =
          handleId < other ? weigh(known, often, mine, theirs) : weigh(known, often, theirs, mine);
        return [{ handleId: other, chance: chanceOf(weighed.weight), ...weighed }];
      })
      .filter(({ chance }) => chance >= least)
      .toSorted((left, right) => right.weight - left.weight || left.handleId - right.handleId),
  );
}

/** Whom each record is compared with. */
async function candidatesOf(
  state: State,
  known: Known,
  records: readonly Arriving[],
  folded: readonly FoldedRecord[],
  made: number,
): Promise<HandleId[][]> {
  const rules = known.rules.map(({ rule }) => rule);
  const asked = folded.flatMap((record, index) =>
    blocksOf(rules, record, String(made)).flatMap((block, rule) =>
      block === null ? [] : [{ block, most: known.rules[rule]?.most ?? 0, index }],
    ),
  );
  const found: FoundBlock[][] = records.map(() => []);
  for (const block of await recordsInBlocks(state, asked)) found[asked[block.place]?.index ?? 0]?.push(block);
  return records.map(({ handleId }, index) => nearest(found[index] ?? [], handleId));
}

function nearest(blocks: readonly FoundBlock[], self: HandleId): HandleId[] {
  const others = new Set<HandleId>();
  for (const { handles } of blocks.toSorted((left, right) => left.handles.length - right.handles.length)) {
    if (others.size + handles.length > MOST_COMPARED) break;
    for (const handle of handles) if (handle !== self) others.add(handle);
  }
  return [...others];
}

/** How often the values of the records were had when the model was trained. */
async function oftenOf(state: State, known: Known, folded: readonly FoldedRecord[]): Promise<Often> {
  const numbers = folded.flatMap((record) =>
    record.flatMap(({ text }, field) =>
      text !== "" && weighsByRarity(known.fields, field) ? [valueNumber(field, text)] : [],
    ),
  );
  const stored = await storedFrequencies(state, [...new Set(numbers)]);
  return (field, text) => stored.get(valueNumber(field, text)) ?? 1;
}

function valueNumber(field: number, text: string): number {
  return numberOf([String(field), text]);
}

const SEPARATOR = "\u0001";

/** A record as it is stored: every field's text, then every field's sound */
function packed(record: FoldedRecord): string {
  const values = [...record.map(({ text }) => text), ...record.map(({ sound }) => sound)];
  return values.join(SEPARATOR);
}

function unpacked(text: string): FoldedRecord {
  const values = text.split(SEPARATOR);
  const fields = values.length / 2;
  return values
    .slice(0, fields)
    .map((value, index) => ({ text: value, sound: values[fields + index] ?? "" }));
}
