/**
 * Work of requests that would hold up whoever else is answered just then, on a thread of its own: the
 * reading of a batch of events takes milliseconds, and recognising somebody may not wait for that.
 */
import type { Aside } from "./core/context.ts";
import { Problem } from "./core/problem.ts";
import { receivedFailure, type SentFailure } from "./core/sent-failure.ts";
import { startThread, type Thread, type ThreadsOf } from "./thread.ts";

/** Work on its way to the thread. */
export type Handed = { readonly id: number; readonly work: string; readonly given: unknown };

/** What comes back. */
export type HandedBack =
  | { readonly id: number; readonly done: unknown }
  | { readonly id: number; readonly failure: SentFailure };

type Waiting = { readonly bytes: number; resolve(done: unknown): void; reject(failure: Error): void };

/** Bodies of requests and their events, which die at once. */
const YOUNG_MB = 32;
/** What may be handed over and not back yet; beyond, askers are told to come again. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The thread for work beside answering; until it is started, the work is done here. */
export class AsideThread {
  readonly #waiting = new Map<number, Waiting>();
  #thread: Thread | null = null;
  #last = 0;
  #bytes = 0;

  /** Does work there. Refuses it as `unavailable` while too much is on its way. */
  readonly aside: Aside = async (context, work, given) => {
    const thread = this.#thread;
    if (!thread) return work.run(context, given);
    if (this.#bytes > MOST_BYTES) throw tooBusy();
    const moves = work.moves(given);
    const bytes = moves.reduce((sum, { byteLength }) => sum + byteLength, 0);
    const id = (this.#last += 1);
    const handed: Handed = { id, work: work.name, given };
    this.#bytes += bytes;
    return new Promise((resolve, reject) => {
      // What comes back under the number is what the work of that name gives.
      this.#waiting.set(id, { bytes, resolve: resolve as Waiting["resolve"], reject });
      thread.ask.postMessage(handed, moves);
    });
  };

  /** Starts the thread. */
  start(program: ThreadsOf): void {
    this.#thread = startThread(program, {
      name: "aside",
      at: new URL("aside-thread.ts", import.meta.url),
      youngMb: YOUNG_MB,
    });
    this.#thread.ask.on("message", (back: HandedBack) => this.#settle(back));
  }

  /** Finishes what is in progress, and ends. */
  async stop(): Promise<void> {
    await this.#thread?.stop();
    this.#thread = null;
  }

  #settle(back: HandedBack): void {
    const waiting = this.#waiting.get(back.id);
    this.#waiting.delete(back.id);
    this.#bytes -= waiting?.bytes ?? 0;
    if ("failure" in back) waiting?.reject(receivedFailure(back.failure));
    else waiting?.resolve(back.done);
  }
}

function tooBusy(): Problem {
  return new Problem("unavailable", "More is being sent just now than can be read.", {
    fix: "Send the same again in a moment.",
    retryAfter: 5,
  });
}
