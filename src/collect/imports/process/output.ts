import { createHash } from "node:crypto";
import { once } from "node:events";
import type { Writable } from "node:stream";
import type { Plan } from "../convert/plan.ts";
import type { EventDraft } from "../convert/sink.ts";
import { CONTROL, type ReaderMessage } from "./messages.ts";

const FULL = 256 * 1024;

type Origin = Pick<Plan, "importedAt" | "sourceId" | "importId" | "skip">;

/** The reader's way out: one TrackedEvent as JSON a line, with message ids made of their content. */
export class Output {
  readonly #to: Writable;
  readonly #plan: Origin;
  /** What all events of an import have in common, as JSON members. */
  readonly #origin: string;
  #events = 0;
  #waiting: string[] = [];
  #size = 0;

  /** The first `skip` events are made and not written: they were handed over before a crash. */
  constructor(to: Writable, plan: Origin) {
    this.#to = to;
    this.#plan = plan;
    const { importedAt: receivedAt, sourceId, importId } = plan;
    const origin = { receivedAt, sourceId, importId, trust: "trusted", previousId: null };
    this.#origin = JSON.stringify(origin).slice(1, -1);
  }

  /** Events made so far. */
  get events(): number {
    return this.#events;
  }

  /** Adds an event; the same content has the same message id, whatever file it came in. */
  event(draft: EventDraft): void {
    this.#events++;
    if (this.#events <= this.#plan.skip) return;
    const { messageId, properties, ...who } = draft;
    const said = JSON.stringify(who);
    const facts = JSON.stringify(properties);
    const id =
      messageId ??
      `import-${createHash("sha256").update(said).update(facts).digest("base64url").slice(0, 32)}`;
    const rest = properties["order_id"] === undefined ? facts : this.#withVersion(properties, facts);
    this.#line(
      `{"messageId":${JSON.stringify(id)},${this.#origin},${said.slice(1, -1)},"properties":${rest}}`,
    );
  }

  /** Where the file has no time of change, the later import is the later state. */
  #withVersion(properties: EventDraft["properties"], json: string): string {
    if (properties["updated_at"] !== undefined) return json;
    return `{"updated_at":"${new Date(this.#plan.importedAt).toISOString()}",${json.slice(1)}`;
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
