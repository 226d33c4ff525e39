import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { useChannelName } from "../../ui/figures/use-channel-name.ts";
import { useMeasureValue } from "../../ui/figures/use-measure-value.ts";
import { usePersonaName } from "../../ui/figures/use-persona-name.ts";
import { ACCOUNT_PERSONAS } from "./accounts/accounts-contract.ts";
import { SHOP_PERSONAS, type Persona, type PersonaResult } from "./contract.ts";

/** A definition names so many titles; all of them stand where they are set. */
const MOST_TITLES = 5;

/** Writes personas: their names, definitions, measures and values. */
export function usePersonaText() {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, measure } = usePersonaName();
  const channel = useChannelName();
  const value = useMeasureValue();
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
    value,
    /** A code's name in the reader's language; the code where there is none. */
    code: (type: "region" | "language", code: string): string => format.code(type, code),
  };
}
