import { useTranslation } from "react-i18next";
import { CUSTOMER_STATES, VALUE_TIERS } from "../../core/figures-port.ts";
import { usePersonaName } from "../../ui/figures/use-persona-name.ts";
import { useSetName } from "../../ui/figures/use-set-name.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { RFM_CELLS } from "../rfm/contract.ts";
import type { CompareLine, Comparison } from "./contract.ts";

const ISOLATED = (text: string) => `\u2068${text}\u2069`;

/** Writes lines of a comparison: what each is about, and its values. */
export function useLineText() {
  const { t } = useTranslation();
  const format = useFormat();
  const persona = usePersonaName();
  const setName = useSetName();
  const classed = (name: string): string => {
    const state = CUSTOMER_STATES.find((one) => one === name);
    if (state) return t("compare.line.state", { value: t(`words.state.${state}`) });
    const tier = VALUE_TIERS.find((one) => one === name);
    if (tier) return t("compare.line.tier", { value: t(`words.tier.${tier}`) });
    const cell = RFM_CELLS.find((one) => one === name);
    if (cell) return t("compare.line.cell", { value: t(`rfm.cell.${cell}`) });
    return t(`compare.line.${name}` as "compare.line.recency");
  };
  return {
    name: ({ group, name, value, set }: CompareLine): string => {
      switch (group) {
        case "behaviour":
          return persona.measure(name);
        case "standing":
        case "rfm":
        case "retention":
          return classed(name);
        case "set":
          return t("compare.line.set", { value: ISOLATED(set ? setName(set) : name) });
        case "trait":
          return t("compare.line.trait", { name: ISOLATED(name), value: ISOLATED(value) });
        case "country":
        case "language":
          return t(`compare.line.${group}`, {
            value: ISOLATED(format.code(group === "country" ? "region" : group, name)),
          });
        default:
          return t(`compare.line.${group}`, { value: ISOLATED(value || name) });
      }
    },
    /** A mean or one customer's value, in the line's unit. */
    value: ({ unit }: Pick<CompareLine, "unit">, value: number, currency: string): string => {
      if (unit === "money") return format.money(value, currency);
      return unit === "share" ? format.percent(value) : format.number(value, 1);
    },
    side: (side: Comparison["a"]["set"]): string => (side ? setName(side) : t("compare.others")),
  };
}
