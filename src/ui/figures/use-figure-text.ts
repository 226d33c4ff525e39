import { useTranslation } from "react-i18next";
import type { FigureAnswer, Point } from "../../measure/metrics/contract.ts";
import type { Period } from "../../measure/basis/contract.ts";
import { useFormat } from "../format/use-format.ts";
import type { Change } from "../parts/Figure.tsx";

type Unit = FigureAnswer["unit"];

/** Below this a change is none: a tenth of what is shown. */
const LEAST: Record<Unit, number> = { share: 0.0005, money: 0.005, orders: 0.005 };

/** Writes values of figures, how they moved, and their periods. */
export function useFigureText() {
  const { t } = useTranslation();
  const format = useFormat();
  const write = (unit: Unit, value: number | null): string | null => {
    if (value === null) return null;
    if (unit === "share") return format.percent(value);
    return unit === "money" ? format.money(value) : format.number(value, 2);
  };
  const size = (unit: Unit, by: number): string => {
    if (unit === "share") return t("words.points", { n: format.number(by * 100, 1) });
    return unit === "money" ? format.money(by) : format.number(by, 2);
  };
  return {
    write,
    /** How the figure moved since the earlier point; grey where that lies within its interval. */
    change: (figure: FigureAnswer, before: Point | null): Change | null => {
      if (figure.value === null || before?.value == null) return null;
      const by = figure.value - before.value;
      const direction = Math.abs(by) < LEAST[figure.unit] ? "flat" : by > 0 ? "up" : "down";
      const { interval } = figure;
      const within = interval !== null && before.value >= interval.low && before.value <= interval.high;
      const good = direction === "flat" || within ? null : by > 0 === (figure.betterWhen === "higher");
      return { text: size(figure.unit, Math.abs(by)), direction, good };
    },
    /** A period by its first day: "October 2026", "Q4 2026", "week of 3 Nov 2026". */
    period: (period: Period, day: string): string => {
      if (period === "month") return format.month(day);
      if (period === "year") return day.slice(0, 4);
      if (period === "day") return format.date(day);
      if (period === "week") return t("basis.weekOf", { day: format.date(day) });
      return t("basis.quarter", { quarter: Math.ceil(Number(day.slice(5, 7)) / 3), year: day.slice(0, 4) });
    },
  };
}
