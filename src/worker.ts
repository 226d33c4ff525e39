/** The background work, on a thread of its own: requests never wait for a batch's turn. */
import { startThread, type ThreadsOf } from "./thread.ts";

/** Batches die young where there is room for them to; copied to the old, each costs twice. */
const YOUNG_MB = 64;

/** Starts every capability's jobs on a thread; the returned function stops them and waits until they have. */
export function startWorker(program: ThreadsOf): () => Promise<void> {
  return startThread(program, {
    name: "worker",
    at: new URL("worker-thread.ts", import.meta.url),
    youngMb: YOUNG_MB,
  }).stop;
}
