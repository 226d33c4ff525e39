import { useTranslation } from "react-i18next";
import { address } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import type { Change } from "../../ui/parts/Figure.tsx";
import { CONFLICT_REASONS } from "../conflicts/contract.ts";
import type { QualityFigureAnswer, QualitySetOf } from "./contract.ts";

/** The address of the customers behind a figure, as of the figure's instant. */
export function behindOf(set: QualitySetOf | null, asOf: string): string | undefined {
  return set ? address("/identity/behind", { ...set, asOf }) : undefined;
}

/** Below this a change is none: a tenth of what is shown. */
const LEAST = { share: 0.0005, mean: 0.005, count: 0.5 };

/** Writes the page's values, how they moved, and why links do not count. */
export function useQualityText() {
  const { t } = useTranslation();
  const format = useFormat();
  type Unit = QualityFigureAnswer["unit"];
  const write = (unit: Unit, value: number | null): string | null => {
    if (value === null) return null;
    return unit === "share" ? format.percent(value) : format.number(value, unit === "mean" ? 2 : 0);
  };
  return {
    write,
    /** How it moved since the 30 days before. */
    change: ({ unit, value, previous, betterWhen }: QualityFigureAnswer): Change | null => {
      if (value === null || previous === null) return null;
      const by = value - previous;
      const direction = Math.abs(by) < LEAST[unit] ? "flat" : by > 0 ? "up" : "down";
      const good =
        direction === "flat" || betterWhen === "neither" ? null : by > 0 === (betterWhen === "higher");
      const points = () => t("words.points", { n: format.number(Math.abs(by) * 100, 1) });
      return { text: unit === "share" ? points() : (write(unit, Math.abs(by)) ?? ""), direction, good };
    },
    /** Why links do not count; one that this page does not know keeps its code. */
    reason: (reason: string): string => {
      const known = CONFLICT_REASONS.find((one) => one === reason);
      return known ? t(`identity.shortly.${known}`) : reason;
    },
    /** From so many identifiers to so many. */
    size: (least: number, most: number | null): string => {
      if (most === null) return t("quality.orMore", { n: format.number(least) });
      return least === most ? format.number(least) : t("quality.fromTo", { least, most });
    },
  };
}
