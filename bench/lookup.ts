import { batchOf } from "./batches.ts";
import {
  type Bench,
  expectStatus,
  makeReader,
  makeSource,
  percentile,
  send,
  steady,
  untilVisible,
  withServer,
} from "./kit.ts";

const REQUESTS = 500;
/** Batches of 100 events a second that come in meanwhile. */
const BATCHES = 10;

/** Traits of a profile by user id, in the Segment Profile API, over so many profiles as `rows` says. */
export const lookup: Bench = {
  name: "lookup",
  run: ({ seconds, warm, rows: profiles }) =>
    withServer(async (server) => {
      const key = await makeSource(server);
      const ask = await makeReader(server);
      for (let from = 0; from < profiles; from += 500) {
        const batch = Array.from({ length: 500 }, (_, place) => ({
          type: "identify",
          messageId: `who-${from + place}`,
          userId: `c${from + place}`,
          traits: { email: `c${from + place}@example.com`, plan: "gold" },
        }));
        expectStatus(await send(`${server.url}/v1/batch`, key, JSON.stringify({ batch })));
      }
      const last = Math.ceil(profiles / 500) * 500 - 1;
      await untilVisible(ask, `c${last}`, 100);
      const others = steady(warm + seconds, BATCHES, async (index) => {
        expectStatus(await send(`${server.url}/v1/batch`, key, batchOf(index)));
      });
      const lookUp = async (index: number) => {
        expectStatus(await ask("traits", `c${(index * 7919) % profiles}`));
      };
      await steady(warm, REQUESTS, lookUp);
      const times = await steady(seconds, REQUESTS, (index) => lookUp(index + warm * REQUESTS));
      await others;
      const note = `${profiles} profiles, ${REQUESTS} requests/s beside ${BATCHES * 100} events/s; median ${percentile(times, 0.5).toFixed(1)} ms`;
      const figure = percentile(times, 0.99);
      return [{ name: "profile lookup, p99", figure, unit: "ms", budget: 10, better: "less", note }];
    }),
};
