import type { RulesAnswer } from "../../identify/rule-changes/contract.ts";
import { isJsonObject } from "../../core/json.ts";
import type { Client } from "../client.ts";
import { readJsonFile } from "../json-file.ts";
import { UsageError } from "../outcome.ts";
import { showAnswer } from "../show.ts";
import type { Given, Verb } from "../verb.ts";

const RULES = "/api/v1/identity/rules";

/** Shows what counts as one customer, foresees what other rules would do, and puts them in force. */
export const identityRules: Verb = {
  name: "identity rules",
  summary: "Shows the rules of identity, or sets them from a file.",
  usage: "[set FILE (--reason WHY | --dry-run)]",
  options: {
    reason: { means: "set: why; kept with the change" },
    "dry-run": { means: "set: only shows what would come of it, with examples", flag: true },
  },
  words: { least: 0, most: 2 },
  run(client, given) {
    const { words, options } = given;
    if (words.length > 0) return set(client, given);
    const beyond = Object.keys(options)[0];
    if (beyond !== undefined) throw new UsageError(`--${beyond} goes with set FILE.`);
    return current(client);
  },
  // A field of the rules a line, the types as a table.
  show: (answer) =>
    showAnswer(
      isJsonObject(answer) && isJsonObject(answer["rules"])
        ? { version: answer["version"] ?? null, ...answer["rules"] }
        : answer,
    ),
};

async function current(client: Client): Promise<Pick<RulesAnswer, "version" | "rules">> {
  const { version, rules } = await client.ask<RulesAnswer>({ path: RULES });
  return { version, rules };
}

/** The file is what the verb itself prints: its version says which rules it was made from. */
async function set(client: Client, { words: [verb, file], options }: Given): Promise<unknown> {
  const { reason, "dry-run": dryRun } = options;
  if (verb !== "set") throw new UsageError(`There is no "identity rules ${verb}": only set FILE.`);
  if (file === undefined) throw new UsageError("The FILE with the rules is missing.");
  if (dryRun === undefined && reason === undefined) throw new UsageError("--reason or --dry-run is missing.");
  const given = readJsonFile(file, "file of rules");
  const rules = isJsonObject(given["rules"]) ? given["rules"] : given;
  const version = given["version"] ?? (await current(client)).version;
  const json = { version, rules };
  if (dryRun !== undefined) return client.ask({ method: "POST", path: `${RULES}/preview`, json });
  return client.ask({ method: "PUT", path: RULES, json: { ...json, reason } });
}
