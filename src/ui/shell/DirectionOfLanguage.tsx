import { useDirection } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { LANGUAGES, type Language } from "../language.ts";

/** Turns the components round when the language changes its direction. */
export function DirectionOfLanguage() {
  const { i18n } = useTranslation();
  const { dir, setDirection } = useDirection();
  const wanted = LANGUAGES[i18n.language as Language]?.direction ?? "ltr";
  useEffect(() => {
    if (dir !== wanted) setDirection(wanted);
  }, [dir, wanted, setDirection]);
  return null;
}
