import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { useIdentifierType } from "../../ui/parts/use-identifier-type.ts";
import { ANY_TYPE, type RuleChange, WINDOWS } from "../rules/contract.ts";

const KINDS = ["placeholders", "offices", "relays", "repeatedDigits"] as const;

/** Rules and what changed of them in words. */
export function useRuleText() {
  const { t } = useTranslation();
  const format = useFormat();
  const identifier = useIdentifierType();
  /** What a type is called; the line for all that have none of their own. */
  const type = (name: string) => (name === ANY_TYPE ? t("rules.others") : identifier(name));
  const limit = (text: string) => {
    const [most = "", window = ""] = text.split(" ");
    const known = WINDOWS.find((one) => one === window);
    return known
      ? t("rules.limitOf", { n: format.number(Number(most)), window: t(`rules.window.${known}`) })
      : t("rules.anyNumber");
  };
  const number = (text: string) => (text === "" ? t("rules.anyNumber") : format.number(Number(text)));
  const order = (text: string) => format.list(text.split(", ").map(type));
  const values = ({ what, before, after }: RuleChange): { before: string; after: string } => {
    if (what === "limit") return { before: limit(before), after: limit(after) };
    if (what === "mostCustomers") return { before: number(before), after: number(after) };
    if (what === "priority") return { before: order(before), after: order(after) };
    const own = (text: string) => (text === "" ? t("rules.nothing") : `\u2068${text}\u2069`);
    return { before: own(before), after: own(after) };
  };
  return {
    type,
    /** One change in a sentence. */
    change: (one: RuleChange): string => {
      const { what, about, after } = one;
      if (what === "kind") {
        const kind = KINDS.find((name) => name === about) ?? "placeholders";
        const text = { kind: t(`rules.kind.${kind}`) };
        return after === "true" ? t("rules.change.kindOn", text) : t("rules.change.kindOff", text);
      }
      if (what === "mailboxes")
        return after === "true" ? t("rules.change.mailboxesOn") : t("rules.change.mailboxesOff");
      const text = { ...values(one), type: what === "country" ? about : type(about) };
      if (about === ANY_TYPE && (what === "blocked" || what === "unblocked"))
        return t(`rules.change.${what}`, { ...text, type: t("rules.everyType") });
      if (what === "unique")
        return after === "true" ? t("rules.change.uniqueOn", text) : t("rules.change.uniqueOff", text);
      return t(`rules.change.${what}`, text);
    },
  };
}
