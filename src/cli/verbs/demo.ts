import { setTimeout as sleep } from "node:timers/promises";
import type { Demo } from "../../collect/demo/contract.ts";
import { NotDone, UsageError } from "../outcome.ts";
import type { Verb } from "../verb.ts";

const POLL_MS = 250;

/** Loads the demo shop and waits until it is there. */
export const demo: Verb = {
  name: "demo",
  summary: "Loads the demo shop: two years of a shop with known truth.",
  usage: "[--customers 20000] [--seed 1]",
  options: {
    customers: { means: "how many; usually 20000" },
    seed: { means: "another seed makes another shop; usually 1" },
  },
  words: { least: 0, most: 0 },
  async run(client, { options }) {
    const json = { customers: numberOf("customers", options), seed: numberOf("seed", options) };
    let now = await client.ask<Demo>({ method: "POST", path: "/api/v1/demo", json });
    while (now.state === "loading" || now.state === "storing") {
      await sleep(POLL_MS);
      now = await client.ask<Demo>({ path: "/api/v1/demo" });
    }
    if (now.state !== "loaded") throw new NotDone(`The demo shop was not loaded: it is ${now.state}.`);
    return now;
  },
};

function numberOf(name: string, options: Readonly<Record<string, string | undefined>>): number | undefined {
  const text = options[name];
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${name} must be a whole number.`);
  return Number(text);
}
