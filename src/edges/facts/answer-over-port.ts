import type { MessagePort } from "node:worker_threads";
import type { Facts } from "../../core/facts.ts";
import type { JsonObject } from "../../core/json.ts";
import { received, sendableFailure } from "./port-messages.ts";
import type { Asked, Reply, Request } from "./port-messages.ts";

/** What goes on for one number: how to stop it, and for a stream the blocks to come. */
type Running = { readonly stop: AbortController; blocks?: AsyncIterator<JsonObject[]> };

/** Answers what the facts of `factsOverPort` at the other end are asked, until the port closes. */
export function answerOverPort(facts: Facts, port: MessagePort): void {
  const running = new Map<number, Running>();
  port.on("message", ({ id, asked }: Request) => {
    if (asked.kind === "stop") return stop(running, id);
    const one = running.get(id) ?? { stop: new AbortController() };
    running.set(id, one);
    void answer(facts, asked, one).then(
      (rows) => {
        if (!one.blocks || rows === null) running.delete(id);
        port.postMessage({ id, rows } satisfies Reply);
      },
      (failure: unknown) => {
        running.delete(id);
        port.postMessage({ id, failure: sendableFailure(failure) } satisfies Reply);
      },
    );
  });
  port.on("close", () => {
    for (const id of running.keys()) stop(running, id);
  });
}

function stop(running: Map<number, Running>, id: number): void {
  const one = running.get(id);
  running.delete(id);
  one?.stop.abort();
  // A stream that waits to be asked for more holds a connection; a failure on its end is its reader's to hear of.
  void one?.blocks?.return?.().catch(() => undefined);
}

async function answer(facts: Facts, asked: Asked, one: Running): Promise<JsonObject[] | null> {
  const { signal } = one.stop;
  if (asked.kind === "query") return facts.query(received(asked.question), { ...asked.options, signal });
  if (asked.kind === "stream") {
    const options = { ...asked.options, signal };
    one.blocks = facts.stream(received(asked.question), options)[Symbol.asyncIterator]();
    return nextBlock(one);
  }
  if (asked.kind === "more") return nextBlock(one);
  if (asked.kind === "command") await facts.command(received(asked.question), { ...asked.options, signal });
  if (asked.kind === "insert") {
    const { buffer, byteOffset, byteLength } = asked.rows;
    await facts.insert({ ...asked, rows: Buffer.from(buffer, byteOffset, byteLength) });
    giveBack(buffer);
  }
  if (asked.kind === "reload") await facts.reloadProfiles(asked.all);
  if (asked.kind === "ping") await facts.ping();
  return null;
}

/**
 * Frees a copy that came over the port and was inserted. Some megabytes a second of them would else
 * wait for the next collection of the whole heap and make it come sooner, and all requests wait for it.
 */
function giveBack(buffer: ArrayBufferLike): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}

async function nextBlock({ blocks }: Running): Promise<JsonObject[] | null> {
  const next = await blocks?.next();
  return next === undefined || next.done ? null : next.value;
}
