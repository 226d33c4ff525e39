import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { linesOf } from "../reading/lines.ts";
import { decoded } from "../reading/open-file.ts";
import { CONTROL, type ReaderMessage } from "./messages.ts";

const PROGRAM = fileURLToPath(new URL("./reader-process.ts", import.meta.url));
/** Megabytes of JavaScript's memory: rows that wait for their order, and their groups. */
const MEMORY = 1_024;
/** Errors of a reader that died are logged so far. */
const COMPLAINT = 2_000;

/** A line of the reader: an event as JSON text, or a message. */
export type ReaderLine = { event: string } | { message: ReaderMessage };

/** The reader ended without saying that it was done: killed, out of memory, or a bug. */
export class ReaderDied extends Error {
  constructor(exit: number | null, complaint: string) {
    super(`the reader of an import ended with ${exit ?? "a signal"}: ${complaint}`);
    this.name = "ReaderDied";
  }
}

/** Runs the reader; it waits while its lines are not taken, and is ended when the asker stops. */
export async function* startReader(
  args: readonly ["plan", string] | readonly ["preview", string, string, string],
  signal: AbortSignal,
): AsyncGenerator<ReaderLine> {
  const folder = dirname(args[1]);
  const child = spawn(process.execPath, [`--max-old-space-size=${MEMORY}`, PROGRAM, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    // The compiled program is kept beside the imports' folders: half of a small file's time was its start.
    env: { TZ: "UTC", TMPDIR: folder, NODE_COMPILE_CACHE: join(dirname(folder), "reader-compiled") },
  });
  const stop = (): void => void child.kill("SIGKILL");
  signal.addEventListener("abort", stop, { once: true });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-COMPLAINT);
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  try {
    if (signal.aborted) stop();
    for await (const line of linesOf(decoded(child.stdout, "utf-8"))) {
      if (line === "") continue;
      yield line.startsWith(CONTROL)
        ? { message: JSON.parse(line.slice(1)) as ReaderMessage }
        : { event: line };
    }
    const exit = await ended;
    if (exit !== 0 && !signal.aborted) throw new ReaderDied(exit, complaint);
  } finally {
    signal.removeEventListener("abort", stop);
    stop();
    await ended;
  }
}
