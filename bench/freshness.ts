import { BATCH } from "./batches.ts";
import { sendBeside } from "./beside.ts";
import { send } from "./connection.ts";
import {
  type Bench,
  expectStatus,
  makeReader,
  makeSource,
  percentile,
  steady,
  untilVisible,
  withServer,
} from "./kit.ts";

const EVENTS = 5000;
/** Probes a second, each one event of a new customer. */
const PROBES = 5;

/** From the 200 of an event until the Profile API shows it, while others send 5,000 events a second. */
export const freshness: Bench = {
  name: "freshness",
  run: ({ seconds, warm }) =>
    withServer(async (server) => {
      const key = await makeSource(server);
      const ask = await makeReader(server);
      const ages: number[] = [];
      const others = await sendBeside(server, { key, perSecond: EVENTS / BATCH, seconds: warm + seconds });
      const probes = steady(warm + seconds, PROBES, async (index) => {
        const event = { userId: `probe-${index}`, event: "Probed", messageId: `probe-${index}` };
        expectStatus(await send(`${server.url}/v1/track`, key, JSON.stringify(event)));
        const age = await untilVisible(ask, event.userId, 20);
        if (index >= warm * PROBES) ages.push(age);
      });
      await Promise.all([others.done, probes]);
      const note = `${ages.length} probes beside ${EVENTS} events/s; median ${Math.round(percentile(ages, 0.5))} ms`;
      const figure = percentile(ages, 0.99) / 1000;
      return [{ name: "freshness, p99", figure, unit: "s", budget: 1, better: "less", note }];
    }),
};
