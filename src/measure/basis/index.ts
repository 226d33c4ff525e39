/** What every figure rests on: which orders count, at what value, as of when, in whose calendar. */
export { ofEverybody, showBasis, whoKey } from "./basis.ts";
export type { FigureBasis } from "./basis.ts";
export { DAY_MS, dayOf, periodOf, shifted, shiftPeriod, startOfDay } from "../../core/calendar.ts";
export type { Span } from "../../core/calendar.ts";
export { DIMENSIONS, figureQuestion } from "./contract.ts";
export type {
  ActivityWindow,
  Dimension,
  FigureNote,
  FigureQuestion,
  NamedSet,
  Period,
  Reason,
} from "./contract.ts";
export {
  converted,
  latestOrders,
  movements,
  orderCounts,
  orderRevenue,
  passed,
  purchases,
  refundCounts,
  refundRevenue,
  spanIndex,
} from "./counted-queries.ts";
export { countedRows } from "./counted-rows-queries.ts";
export { dimensionLabels, dimensionValues } from "./dimension-queries.ts";
export { keptAnswer } from "./kept.ts";
export { gapFigures } from "./queries.ts";
export { ordersInTime } from "./orders-in-time-queries.ts";
export { readBasis } from "./read.ts";
export { readRestatements, restatedPeriods } from "./restated.ts";
export type { MadeOf } from "./restated.ts";
export { defaultWindow } from "./rhythm.ts";
export { readWho, setsOf } from "./who.ts";
export { boundaries, lastComplete, showSpan, spansOf } from "./spans.ts";
