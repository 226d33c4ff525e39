/** The languages of the pages, with the tag that Intl takes: Latin digits in Arabic, as shops there use. */
export const LANGUAGES = {
  en: { name: "English", tag: "en-GB", direction: "ltr" },
  tr: { name: "Türkçe", tag: "tr-TR", direction: "ltr" },
  ar: { name: "العربية", tag: "ar-u-nu-latn", direction: "rtl" },
} as const;

/** One of {@link LANGUAGES}. */
export type Language = keyof typeof LANGUAGES;

const STORED = "tenure-language";

/** Whether the text names a language that we have. */
export function isLanguage(text: string | null | undefined): text is Language {
  return typeof text === "string" && Object.hasOwn(LANGUAGES, text);
}

/** What the person chose last, or null. */
export function chosenLanguage(): Language | null {
  try {
    const stored = localStorage.getItem(STORED);
    return isLanguage(stored) ? stored : null;
  } catch {
    return null;
  }
}

/** The language to begin with: chosen here, else the browser's, else English. */
export function firstLanguage(): Language {
  const browser = navigator.language.slice(0, 2);
  return chosenLanguage() ?? (isLanguage(browser) ? browser : "en");
}

/** Remembers the choice in this browser. */
export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // Storage is forbidden here: the choice holds until the page is closed.
  }
}
