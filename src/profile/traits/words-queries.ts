import { sql } from "kysely";
import type { HandledEvent, TrackedEvent } from "../../core/event.ts";
import type { StateTransaction } from "../../core/state.ts";
import type { TraitWord, TraitWords } from "../../core/trait-words-port.ts";
import { keptTraits } from "./kept.ts";

/** What trusted sources said of handles, for the stages before this one. */
export const traitWords: TraitWords = { said, of };

function said(event: TrackedEvent | HandledEvent, names: readonly string[]): TraitWord[] {
  if (event.trust !== "trusted") return [];
  const { at, messageId } = event;
  return keptTraits(event).flatMap(({ name, value }) =>
    names.includes(name) ? { name, value, at, messageId } : [],
  );
}

async function of(
  tx: StateTransaction,
  handles: readonly number[],
  names: readonly string[],
): Promise<Map<number, TraitWord[]>> {
  const { rows } = await sql<TraitWord & { handle: number }>`
    SELECT DISTINCT ON (t.handle_id, t.name) t.handle_id AS handle, t.name, t.value,
      (extract(epoch FROM t.at) * 1000)::float8 AS at, t.message_id AS "messageId"
    FROM trait t
    WHERE t.handle_id = ANY(${handles}::bigint[]) AND t.name = ANY(${names}::text[]) AND t.trust = 'trusted'
    ORDER BY t.handle_id, t.name, t.at DESC, t.message_id COLLATE "C" DESC`.execute(tx);
  return Map.groupBy(rows, ({ handle }) => handle);
}
