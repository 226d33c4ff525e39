import type { RunningServer } from "../test/kit/server.ts";
import { eventually } from "../test/kit/eventually.ts";
import { BATCH } from "./batches.ts";
import { send } from "./connection.ts";
import { type Bench, expectStatus, makeSource, withServer } from "./kit.ts";

const EVENTS = 10_000;
const ORDERS = 10;

type Customer = { readonly id: string; readonly figures: { readonly orders: number } };

/** Two customers of 10,000 events each become one and two again, until identity, traits and figures say so. */
export const merging: Bench = {
  name: "merge",
  run: () =>
    withServer(async (server) => {
      const key = await makeSource(server);
      const ids = [await makeCustomer(server, key, "left"), await makeCustomer(server, key, "right")];
      const alias = { type: "alias", previousId: "left", userId: "right", messageId: "merge" };

      expectStatus(await send(`${server.url}/v1/alias`, key, JSON.stringify(alias)));
      const merged = await secondsUntil(server, ids, 2 * ORDERS, 1);

      const merge = await lastMerge(server, ids[0] ?? "");
      const undo = await server.ask("POST", `/api/v1/identity/merges/${merge}/undo`, { reason: "A bench" });
      if (undo.status !== 200) throw new Error(JSON.stringify(undo.body));
      const parted = await secondsUntil(server, ids, ORDERS, 2);

      const common = { unit: "s", better: "less", note: `2 × ${EVENTS} events` } as const;
      return [
        { name: "a merge is visible everywhere", figure: merged, budget: 2, ...common },
        { name: "an undone merge is visible everywhere", figure: parted, budget: 5, ...common },
      ];
    }),
};

/** Seconds until each id given out answers with so many orders, and together they are so many profiles. */
async function secondsUntil(
  server: RunningServer,
  ids: readonly string[],
  orders: number,
  profiles: number,
): Promise<number> {
  const began = performance.now();
  await eventually(async () => {
    const asked = await Promise.all(ids.map((id) => server.ask<Customer>("GET", `/api/v1/customers/${id}`)));
    const seen = new Set(asked.map(({ body }) => body.id));
    return asked.every(({ body }) => body.figures.orders === orders) && seen.size === profiles ? true : null;
  }, `${profiles} profiles of ${orders} orders`);
  return (performance.now() - began) / 1000;
}

async function makeCustomer(server: RunningServer, key: string, userId: string): Promise<string> {
  for (let from = 0; from < EVENTS; from += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, place) => eventOf(userId, from + place));
    expectStatus(await send(`${server.url}/v1/batch`, key, JSON.stringify({ batch })));
  }
  return eventually(async () => {
    const { body } = await server.ask<{ rows: { id: string }[] }>("GET", `/api/v1/customers?q=${userId}`);
    const id = body.rows[0]?.id;
    if (id === undefined) return null;
    const { body: customer } = await server.ask<Customer>("GET", `/api/v1/customers/${id}`);
    return customer.figures.orders === ORDERS ? id : null;
  }, `${userId} has ${ORDERS} orders`);
}

function eventOf(userId: string, number: number) {
  const messageId = `${userId}-${number}`;
  // The orders come last: who has all of them has all events.
  if (number < EVENTS - ORDERS) return { type: "track", event: "Product Viewed", messageId, userId };
  const properties = { order_id: messageId, total: 20, currency: "EUR" };
  return { type: "track", event: "Order Completed", messageId, userId, properties };
}

async function lastMerge(server: RunningServer, id: string): Promise<number> {
  const { body } = await server.ask<{ merges: { id: number }[] }>("GET", `/api/v1/customers/${id}/identity`);
  const merge = body.merges[0];
  if (!merge) throw new Error("no merge is told");
  return merge.id;
}
