/** Texts by key. */
export type Texts = Map<string, string>;

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** A form of a text for nouns that are "she", which only some languages have. */
const GENDER = /_she$/;

/** Puts nested texts into one map, keys joined by dots. */
export function flatten(prefix: string, value: unknown, into: Texts): void {
  if (typeof value === "string") into.set(prefix, value);
  else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) flatten(`${prefix}.${key}`, inner, into);
  }
}

/** The names of the values that a text takes in. */
function valuesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? ""))].sort();
}

/** What a language lacks: keys, empty texts, plural forms of its own, values that the English has. */
export function missingKeys(language: string, english: Texts, texts: Texts): string[] {
  const complaints: string[] = [];
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  for (const [key, text] of english) {
    const stem = key.replace(PLURAL, "");
    const plural = stem !== key && english.has(`${stem}_other`);
    const wanted = plural ? forms.map((form) => `${stem}_${form}`) : [key];
    for (const name of wanted)
      if (!texts.get(name)?.trim()) complaints.push(`${language}: ${name} is missing`);
    if (plural) continue;
    const [here, there] = [valuesIn(text).join(), valuesIn(texts.get(key) ?? text).join()];
    if (here !== there) complaints.push(`${language}: ${key} takes in "${there}", the English "${here}"`);
  }
  for (const key of texts.keys()) {
    if (!english.has(key.replace(GENDER, "")) && !english.has(key.replace(PLURAL, "_other")))
      complaints.push(`${language}: ${key} is not in English`);
  }
  return [...new Set(complaints)];
}

/** Keys that the code names neither whole nor by a template such as `imports.status.${status}`. */
export function unusedKeys(english: Texts, code: string): string[] {
  const whole = new Set([...code.matchAll(/["'`]([\w-]+(?:\.[\w-]+)+)["'`]/g)].map((match) => match[1]));
  const templates = [...code.matchAll(/`([\w-]+\.[^`\s]*\$\{[^`]*)`/g)].map((match) => {
    const parts = (match[1] ?? "").split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/);
    return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^$()|[\]\\]/g, "\\$&")).join("[\\w-]+")}$`);
  });
  const stems = new Set(
    [...english.keys()].map((key) =>
      english.has(`${key.replace(PLURAL, "")}_other`) ? key.replace(PLURAL, "") : key,
    ),
  );
  return [...stems]
    .filter((key) => !whole.has(key) && !templates.some((template) => template.test(key)))
    .map((key) => `unused: ${key}`);
}

/** Reasons that the server never gives: it names each one whole, such as "people.email_taken". */
export function unusedReasons(reasons: Texts, code: string): string[] {
  const names = [...reasons.keys()].map((key) => key.split(".").slice(1, -1).join("."));
  return [...new Set(names)]
    .filter((name) => !code.includes(`"${name}"`))
    .map((name) => `unused reason: ${name}`);
}
