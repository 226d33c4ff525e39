/** What stands in place of personal data. */
export const HIDDEN = "•••";

const ADDRESS = /\S+@\S+|(?:https?:\/\/|www\.)\S+/giu;
/** Digits of any script, with what stands between them in phone numbers, dates and card numbers. */
const NUMBER = /[+(]*\p{N}(?:[\p{N}\s().,:/-]*\p{N})?/gu;

/** A text without e-mail addresses, links and numbers. */
export function withoutPersonal(text: string): string {
  return text.replace(ADDRESS, HIDDEN).replace(NUMBER, HIDDEN);
}
