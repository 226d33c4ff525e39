/** Batches of events as SDKs send them, for benches that put load on. */
import { send } from "./connection.ts";
import { type AskProfile, expectStatus, untilVisible } from "./kit.ts";
import type { RunningServer } from "../test/kit/server.ts";

/** Events of one batch. */
export const BATCH = 100;
const CUSTOMERS = 50_000;
/** A kept folder remembers the messages of the runs before. */
const RUN = Date.now().toString(36);

/** A batch: known customers, visitors, and visitors who are logged in. */
export function batchOf(index: number): string {
  const batch = Array.from({ length: BATCH }, (_, place) => {
    const number = (index * BATCH + place) * 7919;
    const user = place % 5 < 3 ? { userId: `u${number % CUSTOMERS}` } : {};
    const visitor = place % 5 > 0 ? { anonymousId: `a${number % CUSTOMERS}` } : {};
    return {
      ...{
        type: "track",
        event: "Product Viewed",
        messageId: `bench-${RUN}-${index}-${place}`,
        ...user,
        ...visitor,
      },
      timestamp: new Date().toISOString(),
      properties: { product_id: `p${number % 1000}`, price: 19.99, category: "Shoes" },
      context: { page: { url: "https://shop.example/p", title: "Shoes" } },
    };
  });
  return JSON.stringify({ batch, sentAt: new Date().toISOString() });
}

/** Events that a customer sends together. */
export const VISIT = 4;

/** Which event customers send, out of how many (as `people.ts` makes them). */
export type Visits = { readonly event: string; readonly customers: number };

/** A batch of visits of customers who are known, each of some events. */
export function visitsOf(index: number, { event, customers }: Visits): string {
  const batch = Array.from({ length: BATCH }, (_, place) => {
    const visit = Math.floor((index * BATCH + place) / VISIT);
    return {
      ...{ type: "track", event, messageId: `visit-${RUN}-${event}-${index}-${place}-${visitRun}` },
      userId: `c${(visit * 7919 + visitRun) % customers}`,
      timestamp: new Date().toISOString(),
      properties: { product_id: `p${visit % 1000}`, price: 19.99, category: "Shoes" },
    };
  });
  return JSON.stringify({ batch, sentAt: new Date().toISOString() });
}

/** Each sender begins with other customers. */
const visitRun = Math.floor(Math.random() * 1_000_000);

/** Sends one event of a customer of its own, and waits until the facts have it: they keep the order. */
export async function untilAllVisible(server: RunningServer, key: string, ask: AskProfile): Promise<void> {
  const last = { userId: "bench-last", event: "Done", messageId: "bench-last" };
  expectStatus(await send(`${server.url}/v1/track`, key, JSON.stringify(last)));
  await untilVisible(ask, last.userId, 50);
}
