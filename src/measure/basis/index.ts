/** What every figure rests on: which orders count, at what value, as of when, in whose calendar. */
export { showBasis } from "./basis.ts";
export type { ExchangeRate, FigureBasis } from "./basis.ts";
export { DAY_MS, dayOf, periodOf, shifted, shiftPeriod, startOfDay } from "./calendar.ts";
export type { Calendar, Span } from "./calendar.ts";
export {
  converted,
  movements,
  orderCounts,
  orderRevenue,
  purchases,
  refundCounts,
  refundRevenue,
  spanIndex,
} from "./counted.ts";
export { dimensionLabels, dimensionValues } from "./dimensions.ts";
export { keptAnswer } from "./kept.ts";
export { gapFigures } from "./queries.ts";
export type { GapFigures } from "./queries.ts";
export { readBasis } from "./read.ts";
export { defaultWindow } from "./rhythm.ts";
export { boundaries, lastComplete, showSpan, spansOf, USUAL } from "./spans.ts";
