import { useTranslation } from "react-i18next";
import { useFormat } from "./use-format.ts";

/** Writes lengths of time in words of the reader's language. */
export function useDuration() {
  const { t } = useTranslation();
  const format = useFormat();
  return {
    /** "44 days"; "1 day". */
    days: (count: number) =>
      t("words.days", { count: Math.round(count), n: format.number(Math.round(count)) }),
    /** "3 min" or "20 s", for time left. */
    seconds: (total: number) => {
      if (total < 90) return t("words.seconds", { n: format.number(Math.ceil(total)) });
      if (total < 5400) return t("words.minutes", { n: format.number(Math.ceil(total / 60)) });
      return t("words.hours", { n: format.number(total / 3600, 1) });
    },
  };
}
