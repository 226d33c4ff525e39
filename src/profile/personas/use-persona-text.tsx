import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { useChannelName } from "../../ui/figures/use-channel-name.ts";
import { usePersonaName } from "../../ui/figures/use-persona-name.ts";
import { ACCOUNT_PERSONAS } from "./accounts/accounts-contract.ts";
import { SHOP_PERSONAS, type Persona, type PersonaResult } from "./contract.ts";

const MONEY = new Set(["average_order", "revenue"]);
const NUMBERS = new Set([
  ...["pages_a_visit", "visits_an_order", "looks_a_visit", "orders", "gap_days"],
  ...["lines_an_order", "visits", "tenure_days"],
]);

/** A definition names so many titles; all of them stand where they are set. */
const MOST_TITLES = 5;

/** Writes personas: their names, definitions, measures and values. */
export function usePersonaText() {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, measure } = usePersonaName();
  const channel = useChannelName();
  const accountOf = (id: string) => ACCOUNT_PERSONAS.find((name) => name === id);
  const shopOf = (id: string) => SHOP_PERSONAS.find((name) => name === id);
  return {
    name,
    definition: ({ id }: Persona, { thresholds, currency, accounts }: PersonaResult): string => {
      const shop = shopOf(id);
      const account = accountOf(id);
      if (account && accounts) {
        const { championDays, championTimes, usageDays, decidingTitles } = accounts.settings;
        return t(`personas.account.${account}.definition`, {
          ...{ champion: format.number(championDays), days: format.number(usageDays) },
          ...{
            times: format.number(championTimes),
            titles: format.list(decidingTitles.slice(0, MOST_TITLES)),
          },
        });
      }
      if (!shop) return t("personas.foundDefinition");
      return t(`personas.shop.${shop}.definition`, {
        pages: format.number(thresholds.bouncePages),
        orders: format.number(thresholds.repeatOrders),
        high: format.money(thresholds.highOrder, currency),
      });
    },
    channel,
    measure,
    value: (measure: string, value: number, currency: string): string => {
      if (MONEY.has(measure)) return format.money(value, currency);
      return NUMBERS.has(measure) ? format.number(value, 1) : format.percent(value, 0);
    },
    /** A code's name in the reader's language; the code where there is none. */
    code: (type: "region" | "language", code: string): string => format.code(type, code),
  };
}
