import { sendBeside } from "./beside.ts";
import { type Bench, expectStatus, makeReader, percentile, steady } from "./kit.ts";
import { identifiersOf, withPeople } from "./people.ts";

const REQUESTS = 500;
/** Batches of 100 events a second that come in meanwhile. */
const BATCHES = 10;

/** Traits of a profile by user id, in the Segment Profile API, over so many profiles as `rows` says. */
export const lookup: Bench = {
  name: "lookup",
  run: (size) =>
    withPeople(size, async (server, key) => {
      const { rows: profiles, warm, seconds } = size;
      const ask = await makeReader(server);
      const others = await sendBeside(server, { key, perSecond: BATCHES, seconds: warm + seconds });
      const lookUp = async (index: number) => {
        expectStatus(await ask("traits", identifiersOf((index * 7919) % profiles).user_id));
      };
      await steady(warm, REQUESTS, lookUp);
      const times = await steady(seconds, REQUESTS, (index) => lookUp(index + warm * REQUESTS));
      await others.done;
      const note = `${profiles} profiles, ${REQUESTS} requests/s beside ${BATCHES * 100} events/s; median ${percentile(times, 0.5).toFixed(1)} ms`;
      const figure = percentile(times, 0.99);
      return [{ name: "profile lookup, p99", figure, unit: "ms", budget: 10, better: "less", note }];
    }),
};
