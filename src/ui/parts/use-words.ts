import { useTranslation } from "react-i18next";
import type { Words } from "../api.ts";
import { useFormat } from "../format/use-format.ts";
import { useNames, type NameList } from "./use-names.ts";

/** A text for the reader; `foreign`: it stays the server's English, for want of a translation. */
export type Said = { text: string; foreign: boolean };

/** Values that are names of ours, by reason and value. */
const NAMES: Readonly<Record<string, NameList>> = {
  "imports.fields_missing.fields": "fields",
  "tokens.beyond_own.scopes": "scopes",
};

/** Says the server's words in the reader's language: by their reason, else as the server wrote them. */
export function useWords(): (words: Words, part: "message" | "fix") => Said {
  const { i18n } = useTranslation();
  const valuesOf = useValues();
  return (words, part) => {
    const key = `reasons.${words.reason}.${part}`;
    const values = valuesOf(words);
    // Reasons come from the server: a later one may give some that these pages don't know.
    if (words.reason && i18n.exists(key, values)) {
      return { text: i18n.t(key as "words.yes", values), foreign: false };
    }
    const text = words[part] ?? "";
    return { text, foreign: i18n.language !== "en" && text !== "" };
  };
}

/** The values as they stand in a text; `n` chooses the plural too. */
function useValues(): (words: Words) => Record<string, string | number> {
  const format = useFormat();
  const nameOf = useNames();
  return ({ reason, values = {} }) => {
    const shown: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(values)) {
      const list = NAMES[`${reason}.${name}`];
      if (typeof value === "number") shown[name] = format.number(value);
      else if (typeof value === "string") shown[name] = value;
      else shown[name] = format.list(list ? value.map((one) => nameOf(list, one)) : value);
    }
    return typeof values["n"] === "number" ? { ...shown, count: values["n"] } : shown;
  };
}
