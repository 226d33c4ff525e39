import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { inOneLine } from "../../ui/parts/Parts.tsx";
import { SHOP_PERSONAS, type Persona, type PersonaMark, type PersonaResult } from "./contract.ts";

const MONEY = new Set(["average_order", "revenue"]);
const NUMBERS = new Set([
  ...["pages_a_visit", "visits_an_order", "looks_a_visit", "orders", "gap_days"],
  ...["lines_an_order", "visits", "tenure_days"],
]);

/** A measure's key and, of one by channel or category, its value. */
function partsOf(measure: string): { key: string; value: string } {
  const at = measure.indexOf(":");
  return at < 0 ? { key: measure, value: "" } : { key: measure.slice(0, at), value: measure.slice(at + 1) };
}

/** Writes personas: their names, definitions, measures and values. */
export function usePersonaText() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const keyed = (group: "measure" | "above" | "below", measure: string): string => {
    const { key, value } = partsOf(measure);
    return t(`personas.${group}.${key}` as "personas.measure.orders", { value: `\u2068${value}\u2069` });
  };
  const mark = ({ measure, above }: PersonaMark): string => keyed(above ? "above" : "below", measure);
  /** A name begins with a capital, in the reader's alphabet. */
  const begun = (text: string): string => {
    const at = text.search(/\p{L}/u);
    if (at < 0) return text;
    return text.slice(0, at) + text.charAt(at).toLocaleUpperCase(i18n.language) + text.slice(at + 1);
  };
  const shopOf = (id: string) => SHOP_PERSONAS.find((name) => name === id);
  return {
    name: ({ id, marks }: Persona): string => {
      const shop = shopOf(id);
      if (shop) return t(`personas.shop.${shop}.name`);
      if (marks.length === 0) return t("personas.unnamed");
      const [first = "", ...rest] = marks.map(mark);
      return inOneLine([begun(first), ...rest]);
    },
    definition: ({ id }: Persona, { thresholds, currency }: PersonaResult): string => {
      const shop = shopOf(id);
      if (!shop) return t("personas.foundDefinition");
      return t(`personas.shop.${shop}.definition`, {
        pages: format.number(thresholds.bouncePages),
        orders: format.number(thresholds.repeatOrders),
        high: format.money(thresholds.highOrder, currency),
      });
    },
    measure: (measure: string) => keyed("measure", measure),
    value: (measure: string, value: number, currency: string): string => {
      if (MONEY.has(measure)) return format.money(value, currency);
      return NUMBERS.has(measure) ? format.number(value, 1) : format.percent(value, 0);
    },
    /** A code's name in the reader's language; the code where there is none. */
    code: (type: "region" | "language", code: string): string => {
      try {
        return new Intl.DisplayNames(i18n.language, { type }).of(code) ?? code;
      } catch {
        return code;
      }
    },
  };
}
