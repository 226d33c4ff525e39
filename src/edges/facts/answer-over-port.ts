import type { MessagePort } from "node:worker_threads";
import { sendableFailure } from "../../core/sent-failure.ts";
import type { EmbeddedFacts, Lines } from "./lines.ts";
import { received } from "./port-messages.ts";
import type { Asked, Reply, Request } from "./port-messages.ts";

/** What goes on for one number: how to stop it, and for a stream the parts to come. */
type Running = { readonly stop: AbortController; parts?: AsyncIterator<Lines> };

/**
 * Answers what the facts of `factsOverPort` at the other end are asked, until the port closes. Rows
 * are read there: reading and copying some megabytes of them would hold up what this thread answers.
 */
export function answerOverPort(facts: EmbeddedFacts, port: MessagePort): void {
  const running = new Map<number, Running>();
  port.on("message", ({ id, asked }: Request) => {
    if (asked.kind === "stop") return stop(running, id);
    const one = running.get(id) ?? { stop: new AbortController() };
    running.set(id, one);
    void answer(facts, asked, one).then(
      (lines) => {
        if (!one.parts || lines === null) running.delete(id);
        port.postMessage({ id, lines } satisfies Reply, lines === null ? [] : [lines.buffer]);
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
  void one?.parts?.return?.().catch(() => undefined);
}

async function answer(facts: EmbeddedFacts, asked: Asked, one: Running): Promise<Lines | null> {
  const { signal } = one.stop;
  if (asked.kind === "query") return facts.lines(received(asked.question), { ...asked.options, signal });
  if (asked.kind === "stream") {
    const options = { ...asked.options, signal };
    one.parts = facts.parts(received(asked.question), options)[Symbol.asyncIterator]();
    return nextPart(one);
  }
  if (asked.kind === "more") return nextPart(one);
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

async function nextPart({ parts }: Running): Promise<Lines | null> {
  const next = await parts?.next();
  return next === undefined || next.done ? null : next.value;
}
