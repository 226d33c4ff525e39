import { BATCH } from "./batches.ts";
import { sendBeside } from "./beside.ts";
import { send } from "./connection.ts";
import { type Bench, expectStatus, makeToken, percentile, steady } from "./kit.ts";
import { someIdentifier, withPeople } from "./people.ts";

const REQUESTS = 100;
const EVENTS = 5000;

/** Who somebody is by any identifier, with a trait, while others send 5,000 events a second. */
export const recognising: Bench = {
  name: "recognise",
  run: (size) =>
    withPeople(size, async (server, key) => {
      const { rows: people, warm, seconds } = size;
      const token = await makeToken(server, ["profiles:read"]);
      const others = await sendBeside(server, { key, perSecond: EVENTS / BATCH, seconds: warm + seconds });
      const recognise = async (index: number) => {
        const question = { identifiers: someIdentifier(index, people), traits: ["plan"] };
        const answer = await send(`${server.url}/v1/recognise`, token, JSON.stringify(question));
        expectStatus(answer);
        if (!answer.text.includes("gold")) throw new Error(`not recognised: ${answer.text.slice(0, 300)}`);
      };
      await steady(warm, REQUESTS, recognise);
      const times = await steady(seconds, REQUESTS, (index) => recognise(index + warm * REQUESTS));
      await others.done;
      const note = `${people} profiles of 5 identifiers, ${REQUESTS} requests/s beside ${EVENTS} events/s; median ${percentile(times, 0.5).toFixed(1)} ms`;
      const figure = percentile(times, 0.99);
      return [{ name: "recognise, p99", figure, unit: "ms", budget: 10, better: "less", note }];
    }),
};
