import { setTimeout as pause } from "node:timers/promises";
import { BATCH, batchOf, untilAllVisible } from "./batches.ts";
import { send } from "./connection.ts";
import { type Bench, expectStatus, load, makeReader, makeSource, withServer } from "./kit.ts";
import { memoryOf } from "./memory.ts";

/** Batches of 100 from acknowledged to queryable: accepted while the load lasts, until all is in the facts. */
export const ingest: Bench = {
  name: "ingest",
  run: ({ seconds }) =>
    withServer(async (server) => {
      const key = await makeSource(server);
      const ask = await makeReader(server);
      const halves: number[] = [];
      const began = performance.now();
      const { times, took } = await load(seconds, 16, async (index) => {
        await sendUntilTaken(`${server.url}/v1/batch`, key, batchOf(index));
        if (halves.length === 0 && performance.now() - began > seconds * 500) {
          halves.push(await memoryOf(server.dataDir));
        }
      });
      await untilAllVisible(server, key, ask);
      const through = (performance.now() - began) / 1000;
      const after = await memoryOf(server.dataDir);
      const events = times.length * BATCH;
      const common = { unit: "events/s", budget: 20_000, better: "more" } as const;
      return [
        { name: "ingest, batches of 100: durable", figure: events / took, ...common },
        {
          name: "ingest, batches of 100: queryable",
          figure: events / through,
          ...common,
          note: `${events} events`,
        },
        {
          name: "memory after ingest against half-way",
          figure: after / (halves[0] ?? after),
          unit: "times",
          budget: 1.2,
          better: "less",
          note: `${Math.round(after)} MB; run it for 300 seconds to see it flat`,
        },
      ];
    }),
};

/** Sends as SDKs do: a server that says that too many wait is asked again later. */
async function sendUntilTaken(url: string, key: string, body: string): Promise<void> {
  let answer = await send(url, key, body);
  while (answer.status === TOO_MANY) {
    await pause(AGAIN_AFTER);
    answer = await send(url, key, body);
  }
  expectStatus(answer);
}

const TOO_MANY = 429;
const AGAIN_AFTER = 250;
