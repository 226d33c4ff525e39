import { nameOfValue } from "./say-is.ts";
import { useFigures } from "./use-figures.ts";
import { useSay } from "./use-say.ts";

/** The words that a figure's value can be, where they are few. */
export function useValueChoices(figure: string) {
  const say = useSay();
  const { valuesOf } = useFigures();
  return valuesOf(figure)?.map((value) => ({ value, label: nameOfValue(say, figure, value) ?? value }));
}
