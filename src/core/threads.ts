/**
 * Which threads give way to which. Linux gives each thread a nice value of its own, which threads
 * that it starts inherit, and anybody may raise theirs; elsewhere nothing of this happens.
 */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";
import { getPriority, setPriority } from "node:os";

const LEAST = 19;

/** The number in the system of the thread that asks; null where it isn't Linux. */
export function thisThread(): number | null {
  return process.platform === "linux" ? Number(basename(readlinkSync("/proc/thread-self"))) : null;
}

const TASKS = "/proc/self/task";

/** The numbers in the system of this process's threads whose names match; none where it isn't Linux. */
export function threadsNamed(pattern: RegExp): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync(TASKS)
    .filter((task) => pattern.test(nameOf(task)))
    .map(Number);
}

function nameOf(task: string): string {
  try {
    return readFileSync(`${TASKS}/${task}/comm`, "utf8");
  } catch {
    return ""; // It ended meanwhile.
  }
}

/** Lets a thread, or a process of one thread, give way by so many steps more than the thread that asks does, to 19 at most. */
export function stepBack(thread: number, steps: number): void {
  if (process.platform !== "linux") return;
  try {
    setPriority(thread, Math.min(LEAST, getPriority() + steps));
  } catch {
    // It ended meanwhile, is another user's, or the system won't have it: then it is as fast as before.
  }
}
