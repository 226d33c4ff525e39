import type { MessagePort } from "node:worker_threads";
import type { AskOptions, Facts, FactsInsert } from "../../core/facts.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Sql } from "../../core/sql.ts";
import { receivedFailure } from "../../core/sent-failure.ts";
import { type Lines, parseLines } from "./lines.ts";
import { sendable, sendableOptions } from "./port-messages.ts";
import type { Asked, Reply } from "./port-messages.ts";
import { unavailable } from "./problems.ts";

type Waiting = { resolve(lines: Lines | null): void; reject(failure: unknown): void };

/**
 * The facts that another thread of this process holds and answers from (`answerOverPort`): the
 * engine in the process is opened once, and does its work on threads of its own.
 */
export function factsOverPort(port: MessagePort): Facts {
  return new OverPort(port);
}

class OverPort implements Facts {
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(port: MessagePort) {
    this.#port = port;
    port.on("message", (reply: Reply) => this.#settle(reply));
    port.on("close", () => this.#refuseAll());
  }

  async query<Row = JsonObject>(question: Sql, options: AskOptions = {}): Promise<Row[]> {
    const lines = await this.#askSql("query", question, options);
    return lines === null ? [] : parseLines<Row>(lines);
  }

  async command(statement: Sql, options: AskOptions = {}): Promise<void> {
    await this.#askSql("command", statement, options);
  }

  async *stream<Row = JsonObject>(question: Sql, options: AskOptions = {}): AsyncIterable<Row[]> {
    const id = ++this.#last;
    const first: Asked = { kind: "stream", question: sendable(question), options: sendableOptions(options) };
    try {
      let lines = await this.#ask(first, options.signal, id);
      while (lines !== null) {
        yield parseLines<Row>(lines);
        lines = await this.#ask({ kind: "more" }, options.signal, id);
      }
    } finally {
      this.#send(id, { kind: "stop" });
    }
  }

  async insert({ table, rows, token }: FactsInsert): Promise<void> {
    await this.#ask({ kind: "insert", table, rows, token });
  }

  async reloadProfiles(all?: "all"): Promise<void> {
    await this.#ask({ kind: "reload", all });
  }

  async ping(): Promise<void> {
    await this.#ask({ kind: "ping" });
  }

  /** Gives the port back; who holds the facts closes them. */
  close(): Promise<void> {
    this.#refuseAll();
    this.#port.close();
    return Promise.resolve();
  }

  #askSql(kind: "query" | "command", question: Sql, options: AskOptions): Promise<Lines | null> {
    return this.#ask(
      { kind, question: sendable(question), options: sendableOptions(options) },
      options.signal,
    );
  }

  async #ask(asked: Asked, signal?: AbortSignal, id = ++this.#last): Promise<Lines | null> {
    signal?.throwIfAborted();
    const stop = () => this.#send(id, { kind: "stop" });
    signal?.addEventListener("abort", stop, { once: true });
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        this.#send(id, asked);
      });
    } catch (failure) {
      throw signal?.aborted ? signal.reason : failure;
    } finally {
      signal?.removeEventListener("abort", stop);
    }
  }

  #send(id: number, asked: Asked): void {
    this.#port.postMessage({ id, asked });
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ("failure" in reply) waiting?.reject(receivedFailure(reply.failure));
    else waiting?.resolve(reply.lines);
  }

  #refuseAll(): void {
    for (const { reject } of this.#waiting.values()) reject(unavailable("The facts are closed."));
    this.#waiting.clear();
  }
}
