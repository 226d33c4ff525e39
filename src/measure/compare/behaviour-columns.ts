import { behaviour, measuresOf, readVocabulary, type BehaviourRow } from "../../profile/personas/index.ts";
import { type Column, emptyColumn, oneOfEach, type Work } from "./columns.ts";

/** So many places and languages at most. */
const MOST = 8;
const MONEY: ReadonlySet<string> = new Set(["average_order", "revenue"]);
/** Who did nothing has none of these, which is known. */
const NONE_IS_KNOWN: ReadonlySet<string> = new Set(["orders", "revenue", "visits"]);

/** What customers did, as personas measure it; what they bought and looked at; where they are and what they speak. */
export async function behaviourColumns({ context, counted, sample }: Work): Promise<Column[]> {
  const { facts, clock } = context;
  const now = clock.now();
  const vocabulary = await readVocabulary(facts, counted, now);
  const measures = measuresOf(vocabulary, counted.asOf).map((measure) => ({
    of: measure.of,
    column: emptyColumn(sample, {
      group: "behaviour",
      name: measure.name,
      unit: measure.spread === "share" ? "share" : MONEY.has(measure.name) ? "money" : "number",
      isYesOrNo: false,
    }),
  }));
  for (const { column } of measures) if (NONE_IS_KNOWN.has(column.name)) column.values.fill(0);
  const products = vocabulary.products.map(({ id, name }) => ({
    bought: emptyColumn(sample, { group: "bought", name: id, value: name }),
    viewed: emptyColumn(sample, { group: "viewed", name: id, value: name }),
  }));
  const [countries, languages] = [new Map<number, string>(), new Map<number, string>()];
  const only = { profiles: sample.ids, handles: sample.handles };
  for await (const rows of behaviour(facts, counted, vocabulary, { now, part: { rest: 0, of: 1 }, only })) {
    for (const row of rows) {
      const place = sample.placeOf.get(Number(row.id));
      if (place === undefined) continue;
      for (const { of, column } of measures) column.values[place] = of(row);
      if (row.country !== "") countries.set(place, row.country);
      if (row.language !== "") languages.set(place, row.language);
      for (const [at, { bought, viewed }] of products.entries())
        addProduct(row, at + 1, place, bought, viewed);
    }
  }
  const named = (value: string) => ({ name: value, value });
  return [
    ...measures.map(({ column }) => column),
    ...products.flatMap(({ bought, viewed }) => [bought, viewed]),
    ...oneOfEach(sample, { group: "country", most: MOST, nameOf: named }, countries),
    ...oneOfEach(sample, { group: "language", most: MOST, nameOf: named }, languages),
  ];
}

/** Of who ordered, whether this product; of who looked at products, whether at this one. */
function addProduct(row: BehaviourRow, number: number, place: number, bought: Column, viewed: Column): void {
  if (row.orders > 0) bought.values[place] = row.boughtProducts.includes(number) ? 1 : 0;
  if (row.looks > 0) viewed.values[place] = row.viewedProducts.includes(number) ? 1 : 0;
}
