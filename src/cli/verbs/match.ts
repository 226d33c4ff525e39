import { setTimeout as sleep } from "node:timers/promises";
import type { QueueAnswer } from "../../identify/matches/contract.ts";
import type { MatchRun } from "../../identify/matches/model-contract.ts";
import { NotDone } from "../outcome.ts";
import type { Verb } from "../verb.ts";

const POLL_MS = 250;
const ROOT = "/api/v1/identity/matches";

/** Matches all customers and waits for what comes of it. */
export const match: Verb = {
  name: "match",
  summary: "Looks for customers who stand in the data twice, and answers with how many pairs wait.",
  usage: "",
  options: {},
  words: { least: 0, most: 0 },
  async run(client) {
    let now = await client.ask<MatchRun>({ method: "POST", path: `${ROOT}/runs` });
    while (now.status === "waiting" || now.status === "running") {
      await sleep(POLL_MS);
      now = await client.ask<MatchRun>({ path: `${ROOT}/runs/${now.id}` });
    }
    if (now.status !== "done") throw new NotDone(`The matching did not finish: it is ${now.status}.`);
    const { likely, doubtful } = await client.ask<QueueAnswer>({
      path: `${ROOT}/queue`,
      query: { limit: "1" },
    });
    const { id, records, pairs, joined } = now;
    return { run: id, records, pairs, joined, likely, doubtful };
  },
};
