import type { Row } from "../reading/reading.ts";

/** Turns lines into events. */
export type Converter = {
  /** What gathers lines (an order's id), wherever they stand; null: each line is for itself. */
  readonly keyOf: ((row: Row) => string) | null;
  /** Converts all lines of one key, or one line. Every line ends in `count` or `refuse`, once. */
  convert(rows: readonly Row[]): void;
};
