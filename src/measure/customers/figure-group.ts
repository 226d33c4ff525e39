import type { Context } from "../../core/context.ts";
import type { FigureName, FigureValue } from "../../core/customer-figures-port.ts";
import type { Sql } from "../../core/sql.ts";
import type { FigureBasis } from "../basis/index.ts";

/** One customer's movements as of an instant, put together. Times are milliseconds. */
export type Standing = {
  readonly orders: number;
  /** How many orders and refunds there are so far. */
  readonly soFar: number;
  /** Revenue so far net of refunds, in ten-thousandths; null where no rate is known. */
  readonly paid: bigint | null;
  /** Of orders, ascending. */
  readonly times: readonly number[];
};

/**
 * A figure in its two readings. The engine's are over columns orders, so_far, paid (Nullable(Decimal)),
 * times (Array(Int64), ascending): a value, and until when it stays so with no new row (Int64, NEVER).
 */
export type FigureReading = {
  /** `expression AS name, …` that the value is worked out from; names of the figure's own. */
  readonly columns?: Sql;
  readonly value: Sql;
  readonly until: Sql;
  of(standing: Standing): FigureValue;
};

/** Figures that share what they hang on beside the customer. */
export type FigureGroup = {
  readonly names: readonly FigureName[];
  /** The readings by name, as of the basis' instant. */
  ready(context: Context, basis: FigureBasis): Promise<Readonly<Record<string, FigureReading>>>;
  /** What they hang on that a person may change, as a text; left out: nothing but the settings. */
  restOn?(context: Context, basis: FigureBasis): Promise<string>;
};
