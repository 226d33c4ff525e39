import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { LANGUAGES, type Language } from "../language.ts";
import { useWorkspace } from "../shell/use-workspace.ts";
import { formatFor, type Format } from "./format.ts";

/** The formatters for the reader's language and the workspace's time zone and currency. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const workspace = useWorkspace();
  const tag = LANGUAGES[i18n.language as Language]?.tag ?? LANGUAGES.en.tag;
  const timeZone = workspace?.timeZone ?? "UTC";
  const currency = workspace?.currency ?? "EUR";
  return useMemo(() => formatFor({ tag, timeZone, currency }), [tag, timeZone, currency]);
}
