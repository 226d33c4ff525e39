import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import type { PairPart } from "./contract.ts";
import type { MatchModel } from "./model-contract.ts";

type RecordField = PairPart["field"];
type Rule = MatchModel["rules"][number];

/** What sounding alike means for fields that have no sound. */
const SOUND = { email: "user", phone: "digits", street: "house" } as const;
const PLAIN = ["equal", "swapped", "beginning", "dayAndMonth", "sameNumber", "different", "missing"] as const;

/** A number with its sign before it, also among Arabic words, whose Intl marks signs to go with them. */
function leftToRight(number: string): string {
  return `\u2066${number.replaceAll(/[\u061c\u200e\u200f]/g, "")}\u2069`;
}

/** Fields, levels, weights and rules in words. */
export function useMatchText() {
  const { t } = useTranslation();
  const format = useFormat();
  const field = (name: RecordField): string => t(`matches.field.${name}`);
  const level = (name: RecordField, code: string): string => {
    const [type = "", number = ""] = code.split(":");
    const plain = PLAIN.find((one) => one === type);
    if (plain) return t(`matches.level.${plain}`);
    if (type === "sound") return t(`matches.level.${SOUND[name as keyof typeof SOUND] ?? "sound"}`);
    if (type === "similar" || type === "words") {
      return t(`matches.level.${type}`, { n: format.percent(Number(number), 0) });
    }
    if (type === "edits" || type === "soundEdits" || type === "days") {
      return t(`matches.level.${type}`, { n: format.number(Number(number)) });
    }
    return code;
  };
  const key = ({ field: of, part }: Rule["keys"][number]): string =>
    part === "text" ? field(of) : t(`matches.rules.${part}`, { field: field(of) });
  return {
    field,
    level,
    bits: (weight: number): string => t("matches.bits", { n: leftToRight(format.signed(weight, 1)) }),
    rule({ keys, anyOrder }: Rule): string {
      const listed = format.list(keys.map(key));
      return anyOrder ? t("matches.rules.anyOrder", { keys: listed }) : listed;
    },
  };
}
