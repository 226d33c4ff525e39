import { eventually } from "../test/kit/eventually.ts";
import type { RunningServer } from "../test/kit/server.ts";
import { type Bench, expectStatus, load, makeSource, send, withServer } from "./kit.ts";

const BATCH = 100;
const CUSTOMERS = 50_000;

/** A batch like an SDK's: half known customers, half visitors. */
function batchOf(index: number): string {
  const batch = Array.from({ length: BATCH }, (_, place) => {
    const number = (index * BATCH + place) * 7919;
    return {
      type: "track",
      messageId: `bench-${index}-${place}`,
      event: "Product Viewed",
      ...(place % 2 === 0 ? { userId: `u${number % CUSTOMERS}` } : { anonymousId: `a${number % CUSTOMERS}` }),
      timestamp: new Date().toISOString(),
      properties: { product_id: `p${number % 1000}`, price: 19.99, category: "Shoes" },
      context: { page: { url: "https://shop.example/p", title: "Shoes" } },
    };
  });
  return JSON.stringify({ batch, sentAt: new Date().toISOString() });
}

/** Waits until no event waits for the worker. */
async function drained(server: RunningServer): Promise<void> {
  await eventually(
    async () => {
      const text = await (await fetch(`${server.url}/metrics`)).text();
      const waiting = /^tenure_inbox_events(?:\{[^}]*\})? (\d+)/m.exec(text)?.[1];
      return waiting === "0" ? true : null;
    },
    "the inbox is empty",
    600_000,
  );
}

/** Batches of 100 from acknowledged to queryable: accepted while the load lasts, until all is in the facts. */
export const ingest: Bench = {
  name: "ingest",
  run: ({ seconds }) =>
    withServer(async (server) => {
      const key = await makeSource(server);
      const began = performance.now();
      const { times } = await load(seconds, 16, async (index) => {
        expectStatus(await send(`${server.url}/v1/batch`, key, batchOf(index)));
      });
      const events = times.length * BATCH;
      const accepted = events / ((performance.now() - began) / 1000);
      await drained(server);
      const through = events / ((performance.now() - began) / 1000);
      const common = { unit: "events/s", budget: 20_000, better: "more" } as const;
      return [
        { name: "ingest, batches of 100: durable", figure: accepted, ...common },
        { name: "ingest, batches of 100: queryable", figure: through, ...common, note: `${events} events` },
      ];
    }),
};
