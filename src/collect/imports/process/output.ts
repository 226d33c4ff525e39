import { createHash } from "node:crypto";
import { once } from "node:events";
import type { Writable } from "node:stream";
import type { EventDraft } from "../convert/sink.ts";
import { CONTROL, type ReaderMessage } from "./messages.ts";

const FULL = 256 * 1024;

/** The reader's way out: events as JSON lines with message ids made of their content. */
export class Output {
  readonly #to: Writable;
  readonly #skip: number;
  #events = 0;
  #waiting: string[] = [];
  #size = 0;

  /** The first `skip` events are made and not written: they were handed over before a crash. */
  constructor(to: Writable, skip: number) {
    this.#to = to;
    this.#skip = skip;
  }

  /** Events made so far. */
  get events(): number {
    return this.#events;
  }

  /** Adds an event; the same content has the same message id, whatever file it came in. */
  event(draft: EventDraft): void {
    this.#events++;
    if (this.#events <= this.#skip) return;
    const { messageId, ...content } = draft;
    const json = JSON.stringify(content);
    const id = messageId ?? `import-${createHash("sha256").update(json).digest("base64url").slice(0, 32)}`;
    this.#line(`{"messageId":${JSON.stringify(id)},${json.slice(1)}`);
  }

  /** Adds a message that is no event. */
  message(message: ReaderMessage): void {
    this.#line(CONTROL + JSON.stringify(message));
  }

  /** Writes what waits, if it is much or `always`, and waits until the other side has taken it. */
  async flush(always = false): Promise<void> {
    if (this.#waiting.length === 0 || (!always && this.#size < FULL)) return;
    const text = this.#waiting.join("");
    this.#waiting = [];
    this.#size = 0;
    if (!this.#to.write(text)) await once(this.#to, "drain");
  }

  #line(text: string): void {
    this.#waiting.push(text, "\n");
    this.#size += text.length;
  }
}
