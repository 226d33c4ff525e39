import type { Scale } from "./clustering/scale.ts";
import type { PersonaResult } from "./contract.ts";
import { type Found, type Grouping, groupingOf } from "./found.ts";
import { measuresOf } from "./measures.ts";

/** What a run told kinds apart by, as it is kept. */
export type Model = {
  /** The instant that everybody was looked at, in milliseconds. */
  readonly now: number;
  readonly measures: readonly string[];
  readonly scales: readonly Scale[];
  /** By the number of the kind in the run. */
  readonly centres: readonly (readonly number[])[];
};

/** What to keep of a run. */
export function modelOf(found: Found, now: number): Model {
  const { measures, scales, centres } = groupingOf(found);
  return {
    ...{ now, scales, centres: centres.map((centre) => [...centre]) },
    measures: measures.map(({ name }) => name),
  };
}

/** The kinds of a run again; null where this version of the program measures otherwise. */
export function groupingAgain(
  model: Model,
  { channels, categories, products, asOf }: PersonaResult,
): Grouping | null {
  const all = measuresOf({ channels, categories, products }, Date.parse(asOf));
  const measures = model.measures.flatMap((name) => all.find((one) => one.name === name) ?? []);
  if (measures.length < model.measures.length) return null;
  const centres = model.centres.map((centre) => Float64Array.from(centre));
  return { measures, scales: model.scales, centres };
}
