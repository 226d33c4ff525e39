/**
 * Which threads give way to which. Linux gives each thread a nice value of its own, which threads
 * that it starts inherit, and anybody may raise theirs; elsewhere nothing of this happens.
 */
import { readlinkSync } from "node:fs";
import { basename } from "node:path";
import { getPriority, setPriority } from "node:os";

const LEAST = 19;

/** The number in the system of the thread that asks; null where it isn't Linux. */
export function thisThread(): number | null {
  return process.platform === "linux" ? Number(basename(readlinkSync("/proc/thread-self"))) : null;
}

/** Lets a thread give way to the program's others by so many steps, of 19 at most. */
export function stepBack(thread: number, steps: number): void {
  try {
    setPriority(thread, Math.min(LEAST, getPriority() + steps));
  } catch {
    // It ended meanwhile, or the system won't have it: then it is as fast as before.
  }
}
