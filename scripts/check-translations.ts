/**
 * Fails where a text is missing in a language (those of the reasons that the server gives among
 * them), where nothing uses one, and where a view holds text of its own instead of a key.
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { REASONS } from "../src/core/reasons/index.ts";
import { literalTexts } from "./translations/literal-texts.ts";
import { flatten, missingKeys, unusedKeys, unusedReasons, type Texts } from "./translations/keys.ts";

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
const server = globSync("src/**/*.ts").filter((file) => !/\.test\.|^src\/core\/reasons/.test(file));
/** The English of the reasons stands with the server, which says it to whoever asks by program. */
const reasons: Texts = new Map();
flatten("reasons", REASONS, reasons);
const pages = textsOf("en");
const english: Texts = new Map([...pages, ...reasons]);
const complaints = [
  ...LANGUAGES.flatMap((language) =>
    missingKeys(language, english, language === "en" ? english : textsOf(language)),
  ),
  ...unusedKeys(pages, [...code.values()].join("\n")),
  ...unusedReasons(reasons, server.map((file) => readFileSync(file, "utf8")).join("\n")),
  ...[...code].flatMap(([file, text]) => literalTexts(file, text)),
];
for (const complaint of complaints) console.log(complaint);
console.log(
  `translations: ${english.size} texts in ${LANGUAGES.length} languages, ${complaints.length} complaints`,
);
if (complaints.length > 0) process.exitCode = 1;
