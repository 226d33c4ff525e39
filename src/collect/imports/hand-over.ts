import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "../../core/context.ts";
import type { TrackedEvent } from "../../core/event.ts";
import type { EventDraft } from "./convert/sink.ts";
import { appendToInbox, inboxBacklog } from "../inbox/index.ts";
import { countHandedOver, type ImportRow } from "./queries.ts";

/** Events and characters of one row of the inbox. */
const MOST_EVENTS = 2_000;
const MOST_CHARACTERS = 4 * 1024 * 1024;
/** Beyond, the file waits: the inbox is no place to keep it in. */
const MOST_WAITING = 40_000;

type ReadEvent = EventDraft & { messageId: string };

/** Hands events over to the inbox, chunk by chunk, each in one transaction with the checkpoint. */
export class HandOver {
  readonly #context: Context;
  readonly #row: ImportRow;
  readonly #signal: AbortSignal;
  #events: string[] = [];
  #characters = 0;

  constructor(context: Context, row: ImportRow, signal: AbortSignal) {
    this.#context = context;
    this.#row = row;
    this.#signal = signal;
  }

  /** Adds one event as JSON; false where the import was cancelled or the worker stops. */
  async add(json: string): Promise<boolean> {
    this.#events.push(json);
    this.#characters += json.length;
    if (this.#events.length < MOST_EVENTS && this.#characters < MOST_CHARACTERS) return true;
    return this.flush();
  }

  /** Hands over what waits. */
  async flush(): Promise<boolean> {
    const { state } = this.#context;
    if (this.#events.length === 0) return !this.#signal.aborted;
    while (!this.#signal.aborted && (await inboxBacklog(state)).imported > MOST_WAITING) await pause(50);
    if (this.#signal.aborted) return false;
    const events = this.#tracked();
    const { id, source_id: sourceId } = this.#row;
    return state.transaction().execute(async (tx) => {
      if (!(await countHandedOver(tx, id, events.length))) return false;
      await appendToInbox(tx, { sourceId, events, importId: id });
      return true;
    });
  }

  #tracked(): TrackedEvent[] {
    const read = JSON.parse(`[${this.#events.join(",")}]`) as ReadEvent[];
    this.#events = [];
    this.#characters = 0;
    const receivedAt = this.#context.clock.now();
    return read.map((draft) => ({
      ...draft,
      properties: this.#withVersion(draft),
      receivedAt,
      sourceId: this.#row.source_id,
      trust: "trusted",
      importId: this.#row.id,
      previousId: null,
    }));
  }

  /** Where the file has no time of change, the later import is the later state. */
  #withVersion({ properties }: ReadEvent): TrackedEvent["properties"] {
    if (properties["order_id"] === undefined || properties["updated_at"] !== undefined) return properties;
    return { ...properties, updated_at: (this.#row.started_at ?? this.#row.created_at).toISOString() };
  }
}
