import { oneOf, text, whole, word, type Search, type SearchShape } from "../address.ts";

const PERIODS = ["day", "week", "month", "quarter", "year"] as const;

/** What every page of figures keeps in its address: the same words as the server's questions. */
export const FIGURE_SEARCH: SearchShape = {
  period: oneOf(...PERIODS),
  window: whole(1, 1100),
  asOf: text(40),
  dimension: oneOf("country", "source", "channel", "product", "category", "discount"),
  value: text(500),
  who: text(500),
};

/** The part of an address that any question about figures takes over. */
export function figureQuery(search: Search) {
  return {
    period: word(search, "period"),
    window: word(search, "window"),
    asOf: word(search, "asOf"),
    dimension: search["value"] === undefined ? undefined : word(search, "dimension"),
    value: word(search, "value"),
    who: word(search, "who"),
  };
}

/** The same without the period, for questions that have none. */
export function basisQuery(search: Search) {
  const { period: _, ...basis } = figureQuery(search);
  return basis;
}

/** What goes along from one page of figures to the next: whom the figures are held to. */
export function keptSearch(search: Search): Search {
  return search["who"] === undefined ? {} : { who: search["who"] };
}
