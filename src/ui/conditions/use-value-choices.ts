import { BUYER_KINDS, RFM_CELLS } from "../../measure/rfm/contract.ts";
import { nameOfValue } from "./say-is.ts";
import { useSay } from "./use-say.ts";

const WORDS: Readonly<Record<string, readonly string[]>> = {
  state: ["visitor", "new", "active", "slipping", "lost", "won_back"],
  tier: ["high", "medium", "other"],
  rfm_cell: RFM_CELLS,
  buyer_kind: BUYER_KINDS,
};

/** The words that a figure's value can be, where they are few. */
export function useValueChoices(figure: string) {
  const say = useSay();
  return WORDS[figure]?.map((value) => ({ value, label: nameOfValue(say, figure, value) ?? value }));
}
