import { useTranslation } from "react-i18next";

/** ISO 3166 codes of the countries to choose among: those that Tenure's first users sell in come first. */
export const COUNTRIES =
  "TR SA AE EG DE GB US FR NL IT ES IQ JO KW QA BH OM MA DZ TN LB AT CH BE SE NO DK FI PL PT GR IE CA AU".split(
    " ",
  );

/** Codes with their names by Intl in the reader's language, to choose among: "EUR · Euro". */
export function useCodeNames(type: "currency" | "region") {
  const { i18n } = useTranslation();
  const names = new Intl.DisplayNames(i18n.language, { type });
  return (codes: readonly string[]) =>
    codes.map((value) => ({ value, label: `${value} · ${names.of(value) ?? value}` }));
}
