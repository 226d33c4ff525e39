import { setImmediate as breathe, setTimeout as pause } from "node:timers/promises";
import { Shop, type ShopOptions } from "../../../simulator/index.ts";
import type { Context } from "../../core/context.ts";
import type { TrackedEvent } from "../../core/event.ts";
import { inboxBacklog } from "../inbox/index.ts";
import { endLoading, handOver, noteTotal, type DemoRow } from "./queries.ts";
import { writeTruth } from "./truth-file.ts";

const BATCH = 2000;
/** Beyond, loading waits: the inbox is no place to keep a shop in. */
const MOST_WAITING = 60_000;
const CUSTOMERS_AT_ONCE = 100;

/** The shop that a demo asks for. */
export function shopOf(demo: DemoRow): ShopOptions {
  return {
    customers: demo.customers,
    seed: demo.seed,
    end: demo.ends_at.getTime(),
    currency: demo.currency,
    sourceId: demo.source_id,
    importId: demo.import_id,
  };
}

/** Hands the shop's events to the inbox, from where it stopped; returns when all are handed over. */
export async function loadDemo(context: Context, demo: DemoRow, signal: AbortSignal): Promise<void> {
  const { state, dataDir, log } = context;
  const shop = new Shop(shopOf(demo));
  while (shop.open(CUSTOMERS_AT_ONCE)) await breathe();
  await noteTotal(state, shop.total);
  for (let skipped = 0; skipped < demo.sent; skipped += 1) shop.next();
  for (let batch = take(shop); batch.length > 0; batch = take(shop)) {
    while (!signal.aborted && (await inboxBacklog(state)).imported > MOST_WAITING) await pause(100);
    if (signal.aborted || !(await handOver(state, demo, batch))) return;
  }
  await writeTruth(dataDir, shop.options);
  await endLoading(state, "loaded", context.clock.now());
  log.info({ customers: demo.customers, events: shop.total }, "the demo shop is loaded");
}

function take(shop: Shop): TrackedEvent[] {
  const events: TrackedEvent[] = [];
  while (events.length < BATCH) {
    const event = shop.next();
    if (!event) break;
    events.push(event);
  }
  return events;
}
