import type { TFunction } from "i18next";
import type { Format } from "../format/format.ts";

/** What numbers and ids in a rule stand for. */
export type Kept = "segment" | "list" | "persona";

/** The id of something kept: the number of a segment or list, the word of a persona. */
export type KeptId = number | string;

/** What it takes to say a rule: the reader's language, and what kept things are called. */
export type Say = {
  readonly t: TFunction;
  readonly format: Format;
  readonly nameOf: (kind: Kept, id: KeptId) => string;
};

/** A text whose empty slots leave no gap behind. */
export function tidy(text: string): string {
  return text
    .replaceAll("\u2068\u2069", "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ (?=[,.:;)،؛])/g, "")
    .trim();
}

/** A name of the business's own, between quotes. */
export const quoted = ({ t }: Say, name: string): string => t("conditions.quoted", { name });

/** Names of the business's own, of which any will do. */
export const anyOf = (say: Say, names: readonly string[]): string =>
  say.format.choice(names.map((name) => quoted(say, name)));
