import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Figure } from "../../ui/parts/Figure.tsx";
import type { Persona } from "./contract.ts";
import styles from "./Personas.module.css";
import { LEAST_LINES, LEAST_OWN_LINES, PRICE_DAYS, priceWord } from "./prices-contract.ts";

/** Writes where customers buy within the prices of a category: cheap, middle or premium, and how far up. */
function usePriceLevel(): (level: number | null) => string | null {
  const { t } = useTranslation();
  const format = useFormat();
  return (level) =>
    level === null ? null : t(`personas.prices.${priceWord(level)}`, { level: format.percent(level, 0) });
}

/** Where customers of a persona buy within the prices of a category, as a line of its card; nothing where it is not known. */
export function PriceLine({ level }: { level: number | null }) {
  const { t } = useTranslation();
  const price = usePriceLevel()(level);
  if (price === null) return null;
  return (
    <p className={styles["muted"]}>
      {t("personas.priceLevel")}: {price}
    </p>
  );
}

/** The same as a figure with its definition, beside that of all. */
export function PriceFigure({ persona, all }: { persona: Persona; all: Persona }) {
  const { t } = useTranslation();
  const format = useFormat();
  const price = usePriceLevel();
  const own = price(persona.priceLevel ?? null);
  if (own === null) return null;
  return (
    <Figure
      name={t("personas.priceLevel")}
      value={own}
      n={{
        text: t("personas.ofAll", { value: price(all.priceLevel ?? null) ?? "–" }),
        label: t("personas.priceLevel"),
      }}
      definition={t("personas.def.priceLevel", {
        days: format.number(PRICE_DAYS),
        lines: format.number(LEAST_OWN_LINES),
        least: format.number(LEAST_LINES),
      })}
    />
  );
}
