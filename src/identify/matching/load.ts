import { type Field, foldValue } from "./field.ts";
import type { Folded } from "./fold/name.ts";
import { countValues, putRecords, type Run } from "./run-store.ts";

/** The values of one record, in the order of the fields; null where there is none. */
export type Values = readonly (string | null)[];

/** Records that may be of the same customers. */
export type Records = {
  readonly fields: readonly Field[];
  /** Where they are from (ISO 3166), to read phone numbers by. */
  readonly country: string | null;
  /** Numbered from 0 as they come. */
  readonly values: Iterable<Values> | AsyncIterable<Values>;
};

const BATCH = 20_000;

/** Folds records and puts them into the run's table; how many there are. */
export async function loadRecords(run: Run, { fields, country, values }: Records): Promise<number> {
  let [from, batch] = [0, emptyBatch(fields)];
  const put = async () => {
    const count = batch[0]?.length ?? 0;
    if (count > 0) await putRecords(run, from, batch);
    from += count;
    batch = emptyBatch(fields);
  };
  const folds = fields.map(({ kind }) => remembered((value) => foldValue(kind, value, country)));
  for await (const record of values) {
    for (const [index, fold] of folds.entries()) {
      const { text, sound } = fold(record[index] ?? "");
      batch[index]?.push(text);
      batch[fields.length + index]?.push(sound);
    }
    if ((batch[0]?.length ?? 0) >= BATCH) await put();
  }
  await put();
  return countValues(run);
}

/** Values are remembered up to so many, then afresh: names and places come again and again. */
const REMEMBERED = 50_000;

function remembered(fold: (value: string) => Folded): (value: string) => Folded {
  const known = new Map<string, Folded>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    if (known.size >= REMEMBERED) known.clear();
    const folded = fold(value);
    known.set(value, folded);
    return folded;
  };
}

/** A column for every field's text, then for every field's sound. */
function emptyBatch(fields: readonly Field[]): string[][] {
  return Array.from({ length: fields.length * 2 }, () => []);
}
