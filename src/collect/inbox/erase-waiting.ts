import type { Context } from "../../core/context.ts";
import type { TrackedEvent } from "../../core/event.ts";
import { isJsonObject } from "../../core/json.ts";
import type { Json } from "../../core/json.ts";
import { Problem } from "../../core/problem.ts";
import { untilInserted } from "./inserted-queries.ts";
import { fromLines, pack, toLines, unpack } from "./lines.ts";
import "./tables.ts";

/** How long an erasure waits for batches on their way into the facts. */
const PATIENCE = 10_000;

/**
 * Takes the waiting events of a customer out of the inbox, then waits until what was resolved
 * before is in the facts, so that what erases the facts afterwards finds all of it.
 * @throws Problem `unavailable` where that takes too long; the erasure is then finished later.
 */
export async function eraseWaiting(context: Context, identifiers: ReadonlySet<string>): Promise<void> {
  let after = 0;
  for (;;) {
    const next = await eraseNext(context, identifiers, after);
    if (next === null) break;
    after = next;
  }
  if (await untilInserted(context.state, AbortSignal.timeout(PATIENCE), "all")) return;
  throw new Problem("unavailable", "Events of the customer are still on their way into the facts.", {
    fix: "Nothing needs to be done: the erasure is noted and is finished within minutes.",
    retryAfter: 60,
  });
}

/** One row in a transaction of its own: the worker that holds the row goes first. */
function eraseNext(
  { state }: Context,
  identifiers: ReadonlySet<string>,
  after: number,
): Promise<number | null> {
  return state.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom("inbox")
      .select(["id", "body"])
      .where("id", ">", after)
      .orderBy("id")
      .limit(1)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return null;
    const events = fromLines(unpack(row.body));
    const rest = events.filter((event) => !names(event, identifiers));
    if (rest.length === events.length) return row.id;
    if (rest.length === 0) await tx.deleteFrom("inbox").where("id", "=", row.id).execute();
    else {
      const body = pack(toLines(rest));
      await tx.updateTable("inbox").set({ body, events: rest.length }).where("id", "=", row.id).execute();
    }
    return row.id;
  });
}

function names(event: TrackedEvent, identifiers: ReadonlySet<string>): boolean {
  const { context, traits, properties } = event;
  const given: (Json | undefined)[] = [event.userId, event.anonymousId, event.previousId];
  for (const place of [traits, properties, context["traits"]]) {
    if (isJsonObject(place)) given.push(place["email"], place["phone"]);
  }
  const { device } = context;
  if (isJsonObject(device)) given.push(device["id"], device["advertisingId"]);
  return given.some((value) => typeof value === "string" && identifiers.has(value.trim().toLowerCase()));
}
