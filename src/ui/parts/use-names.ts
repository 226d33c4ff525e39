import { useTranslation } from "react-i18next";
import { useFormat } from "../format/use-format.ts";

/** The keys of names that the server gives. */
const KEYS = {
  exports: (name: string) => `imports.export.${name}`,
  fields: (name: string) => `fields.${name}`,
  scopes: (name: string) => `tokens.scope.${name.replace(":", "_")}`,
};

/** A list of names that the server gives: known exports, fields of imports, scopes of tokens. */
export type NameList = keyof typeof KEYS;

/** What one of the server's names is called on the pages; "price or line_total" names a choice of two. */
export function useNames(): (list: NameList, name: string) => string {
  const { i18n } = useTranslation();
  const format = useFormat();
  return (list, name) =>
    format.choice(
      name.split(" or ").map((one) => {
        const key = KEYS[list](one);
        // A later server may have names that these pages don't know.
        return i18n.exists(key) ? i18n.t(key as "fields.order_id") : one;
      }),
    );
}
