import { readFileSync, readdirSync } from "node:fs";
import { stat } from "node:fs/promises";
import { getPriority, setPriority } from "node:os";

const TASKS = "/proc/self/task";

/** How much the engine's threads give way to the others of the program, and to its Postgres: 0 to 19. */
const STEPS = 10;

/** The engine names its threads after their pool; what asks it waits on threads of libuv. */
const OF_ENGINE =
  /^(ThreadPool|BgSchPool|BgStrmSchPool|Common|Fetch|MergeMutate|Move|PoolDelayExec|MemoryWorker|libuv-worker)/;

/** Threads of the engine in this process, by their number in the system; none where it isn't Linux. */
export function engineThreads(): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync(TASKS).filter(isOfEngine).map(Number);
}

function isOfEngine(task: string): boolean {
  try {
    return OF_ENGINE.test(readFileSync(`${TASKS}/${task}/comm`, "utf8"));
  } catch {
    return false; // It ended meanwhile.
  }
}

/**
 * Lets the engine work where nobody else wants to: a merge of its parts takes every core for
 * moments, and a customer who is looked up must not wait for it. Linux gives each thread a nice
 * value of its own, which threads that it starts inherit, and anybody may raise theirs. The
 * engine's own settings for this work only for who may lower it again, which is the superuser.
 */
export async function stepBack(): Promise<void> {
  // libuv starts all its threads with the first work that it is given.
  await stat(".");
  for (const thread of engineThreads()) stepBackOne(thread);
}

function stepBackOne(thread: number): void {
  try {
    setPriority(thread, Math.min(19, getPriority() + STEPS));
  } catch {
    // It ended meanwhile, or the system won't have it: then it is as fast as before.
  }
}
