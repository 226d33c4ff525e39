import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { LANGUAGES, firstLanguage, type Language } from "./language.ts";
import type { Locale } from "./locales/en/index.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: Locale };
  }
}

const LOADERS: Record<Language, () => Promise<{ locale: object }>> = {
  en: () => import("./locales/en/index.ts"),
  tr: () => import("./locales/tr/index.ts"),
  ar: () => import("./locales/ar/index.ts"),
};

/** First strong isolate … pop: keeps numbers, ids and Latin names in one piece inside Arabic. */
function isolated(value: string): string {
  const rightToLeft = LANGUAGES[i18next.language as Language]?.direction === "rtl";
  return rightToLeft ? `\u2068${value}\u2069` : value;
}

/** Shows the pages in the language, and tells the document. */
export async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, "translation")) {
    const { locale } = await LOADERS[language]();
    i18next.addResourceBundle(language, "translation", locale);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = LANGUAGES[language].direction;
}

/** Starts with the first language's texts alone; another one is loaded when it is chosen. */
export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: false,
    resources: {},
    // React escapes by itself; this hook wraps every value that is put into a text.
    interpolation: { escapeValue: true, escape: isolated },
    react: { useSuspense: false },
  });
  await speak(firstLanguage());
}
