import { useTranslation } from "react-i18next";
import type { BreakdownBy } from "./contract.ts";

/** What a breakdown is by, in words. */
export function useBreakdownName(): (by: BreakdownBy) => string {
  const { t } = useTranslation();
  return (by) => {
    if (by === "segment") return t("basis.who.bySegment");
    return by === "persona" ? t("basis.who.byPersona") : t(`basis.dimension.${by}`);
  };
}
