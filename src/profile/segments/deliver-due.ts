import type { Job } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { showProfileId } from "../../core/ids.ts";
import { asOnlyOne } from "../../core/only-one-queries.ts";
import { repeat } from "../../core/repeated.ts";
import { deliver, type Sent } from "./deliver.ts";
import { dropDelivery, dueDeliveries, putOff, type Waiting } from "./outbox-store.ts";
import { readSegments } from "./kept-store.ts";
import { logDelivery } from "./webhook-store.ts";
import { webhooksWake } from "./wake.ts";

/** Workers of other processes look for themselves, this often. */
const LOOK_EVERY = 2000;
const BACK_OFF = 5000;

/** The number only has to be ours alone; "tenure webhooks". */
const LOCK = 7_283_640_063;

const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000];

/** How long to wait after each try that failed; after the last the delivery is given up: about a day. */
export const PAUSES = [
  ...[10 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE],
  ...[HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 8 * HOUR],
] as const;

/** Tells webhooks of moves; what is not taken is tried again, ever more slowly. */
export const webhooksJob: Job = {
  name: "segment-webhooks",
  run: (context, signal) =>
    repeat(context, signal, {
      wake: webhooksWake,
      work: () => workOffDeliveries(context, signal),
      stopped: "webhooks stopped",
      lookEvery: LOOK_EVERY,
      backOff: BACK_OFF,
    }),
};

/** Sends all that is due, unless another process does. */
export async function workOffDeliveries(context: Context, signal: AbortSignal): Promise<void> {
  await asOnlyOne(context.state, LOCK, async () => {
    for (let due = await next(context); due.length > 0 && !signal.aborted; due = await next(context)) {
      const names = new Map((await readSegments(context.state)).map(({ id, name }) => [id, name]));
      await Promise.all(due.map((waiting) => send(context, waiting, names, signal)));
    }
  });
}

const next = ({ state, clock }: Context) => dueDeliveries(state, new Date(clock.now()));

/** What a webhook gets: who entered which segments and left them, by number; names are asked for. */
export function bodyOf(
  { id, moves }: Pick<Waiting, "id" | "moves">,
  names: ReadonlyMap<number, string>,
): string {
  return JSON.stringify({
    type: "segment.moves",
    delivery: id,
    moves: moves.map((move) => ({
      event: move.entered ? "entered" : "left",
      segment: { id: move.segment, name: names.get(move.segment) ?? "", version: move.version },
      profile: showProfileId(move.profile),
      at: new Date(move.at).toISOString(),
      why: move.why,
    })),
  });
}

async function send(
  context: Context,
  waiting: Waiting,
  names: ReadonlyMap<number, string>,
  signal: AbortSignal,
): Promise<void> {
  const { state, clock, privateWebhooks: toPrivate } = context;
  const { id, url, secret, webhookId } = waiting;
  const body = bodyOf(waiting, names);
  const sending = { url, secret, body, delivery: String(id), now: clock.now(), toPrivate, signal };
  const sent = await deliver(sending);
  // The program ends, and waits for nobody: the next one sends it again.
  if (signal.aborted && sent.problem !== null) return;
  const attempt = waiting.attempt + 1;
  const at = new Date(clock.now());
  const tried = { webhookId, at, moves: waiting.moves.length, attempt, test: false };
  await state.transaction().execute(async (tx) => {
    await logDelivery(tx, tried, sent);
    const until = againAt(sent, attempt, at);
    if (until === null) await dropDelivery(tx, id);
    else await putOff(tx, id, attempt, until);
  });
}

/** When to try again; null where it was taken, or is given up. */
function againAt({ problem }: Sent, attempt: number, now: Date): Date | null {
  const pause = problem === null ? undefined : PAUSES[attempt - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause);
}
