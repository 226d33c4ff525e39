import type { Log } from "../../src/core/log.ts";
import type { Metrics } from "../../src/core/metrics.ts";

/** A log that says nothing. */
export const quiet: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => quiet,
};

/** Metrics that count nothing. */
export const uncounted: Metrics = {
  count: () => undefined,
  observe: () => undefined,
  gauge: () => undefined,
};
