import { Problem } from "../../core/problem.ts";
import type { State } from "../../core/state.ts";
import { groupCommit } from "./group-commit.ts";
import type { GroupCommit } from "./group-commit.ts";
import { pack } from "./lines.ts";
import { commitToInbox } from "./queries.ts";
import { inboxWake } from "./wake.ts";

type Lines = { readonly lines: readonly string[]; readonly bytes: number };

/** The first request waits this long for others to share its commit. */
const MILLISECONDS = 4;
/** Characters of one row, before compression. */
const ROW = 4 * 1024 * 1024;
/** What may wait in memory while the store is slow; beyond, askers are told to come again. */
const MOST_WAITING = 64 * 1024 * 1024;

const groups = new WeakMap<State, GroupCommit<Lines>>();

/**
 * Puts events (JSON lines of TrackedEvent) into the inbox; resolves after the commit that holds
 * them. Requests that come within milliseconds of each other share one.
 * @throws Problem `unavailable` where the store does not take them.
 */
export function receive(state: State, lines: readonly string[]): Promise<void> {
  let group = groups.get(state);
  if (!group) groups.set(state, (group = groupFor(state)));
  if (group.waiting() > MOST_WAITING) {
    return Promise.reject(
      new Problem("unavailable", "The state store takes events too slowly just now.", {
        fix: "Send the same events again in a moment.",
        retryAfter: 5,
      }),
    );
  }
  return group.add({ lines, bytes: lines.reduce((sum, line) => sum + line.length, 0) });
}

function groupFor(state: State): GroupCommit<Lines> {
  return groupCommit<Lines>(
    async (items) => {
      const lines = items.flatMap((item) => item.lines);
      await commitToInbox(state, lines.length, pack(lines.join("\n")));
      inboxWake.wake();
    },
    { milliseconds: MILLISECONDS, most: ROW, weigh: (item) => item.bytes },
  );
}
