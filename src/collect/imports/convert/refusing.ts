import type { Row } from "../reading/reading.ts";
import { RefusedValue } from "./columns.ts";
import type { Sink } from "./sink.ts";

/** Runs the conversion of rows; a value that can't be taken refuses them all, with the one reason. */
export function refusing(sink: Sink, rows: readonly Row[], convert: () => void): void {
  try {
    convert();
  } catch (error) {
    if (!(error instanceof RefusedValue)) throw error;
    for (const row of rows) sink.refuse({ ...error.refusal, line: row.line });
  }
}
