import { send } from "./connection.ts";
import { type Bench, expectStatus, load, makeSource, percentile, WARM_FROM, withServer } from "./kit.ts";

/** One event a request, each answered after it is safe. */
export const single: Bench = {
  name: "single",
  run: ({ seconds, warm }) =>
    withServer(async (server) => {
      const key = await makeSource(server);
      const sendOne = async (index: number) => {
        const event = { messageId: `single-${index}`, userId: `u${index % 10_000}`, event: "Viewed" };
        expectStatus(await send(`${server.url}/v1/track`, key, JSON.stringify(event)));
      };
      await load(warm, 100, (index) => sendOne(index + WARM_FROM));
      const { times, took } = await load(seconds, 100, sendOne);
      return [
        {
          name: "single events",
          figure: times.length / took,
          unit: "requests/s",
          budget: 4000,
          better: "more",
        },
        {
          name: "single events, p99",
          figure: percentile(times, 0.99),
          unit: "ms",
          budget: 50,
          better: "less",
          note: `100 at once; median ${percentile(times, 0.5).toFixed(0)} ms`,
        },
      ];
    }),
};
