/** What a set of buyers is as a rule of a segment. Safe in a browser. */
import type { Rule } from "../../profile/conditions/contract.ts";
import type { RfmSet } from "../../measure/rfm/list-contract.ts";

/** The rule that holds for a set as of now; null for sets that a comparison with an earlier instant makes. */
export function ruleOfSet({ r, f, m, cell, tier, kind, back: _back, ...compared }: RfmSet): Rule | null {
  if (Object.values(compared).some((part) => part !== undefined)) return null;
  const word = (figure: string, value: string | undefined): Rule[] =>
    value === undefined ? [] : [{ figure, is: { any_of: [value] } }];
  const number = (figure: string, value: number | undefined): Rule[] =>
    value === undefined ? [] : [{ figure, is: { between: [value, value] } }];
  const all = [
    ...word("rfm_cell", cell),
    ...word("buyer_kind", kind),
    ...word("tier", tier),
    ...number("recency_class", r),
    ...number("frequency_class", f),
    ...number("monetary_class", m),
  ];
  return all.length === 0 ? null : { all };
}
