import { factTime, type ConsentRow } from "../../core/rows.ts";
import type { KeptAnswer } from "./consent-store.ts";

/** An answer as the facts hold it. */
export function rowOf(answer: KeptAnswer): ConsentRow {
  const categories = Object.entries(answer.preferences);
  return {
    handle_id: answer.handleId,
    at: factTime(answer.at),
    answer: answer.id,
    preferences: Object.fromEntries(categories.map(([category, granted]) => [category, granted ? 1 : 0])),
    source_id: answer.sourceId,
    import_id: answer.importId ?? 0,
    trust: answer.trust,
    message_id: answer.messageId,
  };
}
