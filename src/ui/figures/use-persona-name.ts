import { useTranslation } from "react-i18next";
import { ACCOUNT_PERSONAS } from "../../profile/personas/accounts/accounts-contract.ts";
import { SHOP_PERSONAS, type PersonaMark } from "../../profile/personas/contract.ts";
import { inOneLine } from "../parts/Parts.tsx";
import { useChannelName } from "./use-channel-name.ts";

/** A measure's key and, of one by channel or category, its value. */
function partsOf(measure: string): { key: string; value: string } {
  const at = measure.indexOf(":");
  return at < 0 ? { key: measure, value: "" } : { key: measure.slice(0, at), value: measure.slice(at + 1) };
}

/** Names personas and the measures that tell them apart. */
export function usePersonaName() {
  const { t, i18n } = useTranslation();
  const channel = useChannelName();
  const keyed = (group: "measure" | "above" | "below", measure: string): string => {
    const { key, value } = partsOf(measure);
    const said = key === "channel" ? channel(value) : value;
    return t(`personas.${group}.${key}` as "personas.measure.orders", { value: `\u2068${said}\u2069` });
  };
  const mark = ({ measure, above }: PersonaMark): string => keyed(above ? "above" : "below", measure);
  /** A name begins with a capital, in the reader's alphabet. */
  const begun = (text: string): string => {
    const at = text.search(/\p{L}/u);
    if (at < 0) return text;
    return text.slice(0, at) + text.charAt(at).toLocaleUpperCase(i18n.language) + text.slice(at + 1);
  };
  return {
    name: ({ id, marks }: { readonly id: string; readonly marks: readonly PersonaMark[] }): string => {
      const shop = SHOP_PERSONAS.find((name) => name === id);
      if (shop) return t(`personas.shop.${shop}.name`);
      const account = ACCOUNT_PERSONAS.find((name) => name === id);
      if (account) return t(`personas.account.${account}.name`);
      if (marks.length === 0) return t("personas.unnamed");
      const [first = "", ...rest] = marks.map(mark);
      return inOneLine([begun(first), ...rest]);
    },
    measure: (measure: string): string => keyed("measure", measure),
  };
}
