/** The texts of the pages in a language, and whatever English stands on a page of another. */
import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { REASONS } from "../../src/core/reasons/index.ts";

type Texts = { [key: string]: string | Texts };

const LOCALES = new URL("../../src/ui/locales/", import.meta.url);

function localeOf(language: string): Texts {
  const folder = new URL(`${language}/`, LOCALES);
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  const read = (file: string): Texts => JSON.parse(readFileSync(new URL(file, folder), "utf8"));
  return Object.fromEntries(files.map((file) => [file.replace(".json", ""), read(file)]));
}

function leaves(texts: Texts | object): string[] {
  return Object.values(texts).flatMap((text: string | Texts) =>
    typeof text === "string" ? [text] : leaves(text),
  );
}

/** Finds a text of a language, as it stands on the page around its values. */
export function textsIn(language: string) {
  const locale = localeOf(language);
  return (key: string, values: Record<string, string> = {}): string => {
    const found = key
      .split(".")
      .reduce<string | Texts | undefined>(
        (texts, part) => (typeof texts === "object" ? texts[part] : undefined),
        locale,
      );
    if (typeof found !== "string") throw new Error(`${language} has no text ${key}`);
    const isolated = (value: string) => (language === "ar" ? `\u2068${value}\u2069` : value);
    return found.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => isolated(values[name] ?? ""));
  };
}

/** What the English texts say between their values, where it is three words or more. */
const ENGLISH = [...leaves(localeOf("en")), ...leaves(REASONS)]
  .flatMap((text) => text.split(/\{\{\w+\}\}/))
  .map((text) => text.trim())
  .filter((text) => /[a-z]{2,} [a-z]{2,} [a-z]{2,}/i.test(text));

/** Three words of English in a row: what no language of ours writes among its own. */
const SENTENCE = /\b(?:the|is|are|no|not|of|to|a|an|it|and|or|has|have)\b(?: [a-z’']+){2,}/gi;

/** The English that stands on a page of another language. */
export async function englishOn(page: Page): Promise<string[]> {
  const text = await page.evaluate<string>("document.body.innerText");
  return [...ENGLISH.filter((one) => text.includes(one)), ...(text.match(SENTENCE) ?? [])];
}
