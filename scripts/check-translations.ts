/**
 * Fails where a text is missing in a language, where nothing uses one, and where a view holds text
 * of its own instead of a key.
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { literalTexts } from "./translations/literal-texts.ts";
import { flatten, missingKeys, unusedKeys, type Texts } from "./translations/keys.ts";

const LOCALES = "src/ui/locales";
const LANGUAGES = ["en", "tr", "ar"];

/** All texts of a language, by key with its dots. */
function textsOf(language: string): Texts {
  const texts: Texts = new Map();
  for (const file of globSync("*.json", { cwd: join(LOCALES, language) })) {
    const group = file.replace(/\.json$/, "");
    flatten(group, JSON.parse(readFileSync(join(LOCALES, language, file), "utf8")), texts);
  }
  return texts;
}

const sources = globSync(["src/**/*.tsx", "src/ui/**/*.ts"]).filter((file) => !/\.test\.|locales/.test(file));
const code = new Map(sources.map((file) => [file, readFileSync(file, "utf8")]));
const english = textsOf("en");
const complaints = [
  ...LANGUAGES.flatMap((language) => missingKeys(language, english, textsOf(language))),
  ...unusedKeys(english, [...code.values()].join("\n")),
  ...[...code].flatMap(([file, text]) => literalTexts(file, text)),
];
for (const complaint of complaints) console.log(complaint);
console.log(
  `translations: ${english.size} texts in ${LANGUAGES.length} languages, ${complaints.length} complaints`,
);
if (complaints.length > 0) process.exitCode = 1;
