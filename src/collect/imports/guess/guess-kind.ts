import type { ImportKind } from "../contract.ts";
import { missingFields } from "./fields.ts";
import { guessColumns, type Column } from "./guess-columns.ts";

/** What the lines of a file most likely are, by the columns that were found. */
export function guessKind(columns: readonly Column[]): { value: ImportKind; confidence: number } {
  const found = (kind: ImportKind, ...fields: string[]): boolean => {
    const guess = guessColumns(columns, kind).columns;
    return missingFields(kind, guess).length === 0 && fields.every((field) => guess[field] !== undefined);
  };
  if (found("order-lines", "quantity", "price")) return { value: "order-lines", confidence: 0.9 };
  if (found("consents")) return { value: "consents", confidence: 0.8 };
  if (found("orders", "order_id")) return { value: "orders", confidence: 0.8 };
  if (found("events", "event")) return { value: "events", confidence: 0.8 };
  if (found("order-lines")) return { value: "order-lines", confidence: 0.5 };
  return { value: "customers", confidence: found("customers") ? 0.6 : 0.1 };
}
