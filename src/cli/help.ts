import { VARIABLES } from "../config.ts";
import type { Verb } from "./verb.ts";
import { VERBS } from "./verbs/index.ts";

const CODES = "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused, 4 the data folder is in use.";

/** What `tenure --help` prints. */
export function helpOfAll(): string {
  const verbs = [
    { name: "serve", summary: "Starts the server: pages, API and background work." },
    ...VERBS,
  ].map(({ name, summary }) => `  ${name.padEnd(15)} ${summary}`);
  const variables = Object.entries(VARIABLES).map(
    ([name, { means, usual }]) => `  ${name.padEnd(20)} ${means}${usual && ` Usually ${usual}.`}`,
  );
  return [
    "Usage: tenure VERB … [--json] [--help]",
    "",
    ...verbs,
    "",
    "They ask the running server of DATA_DIR; where none runs, they open the folder themselves.",
    "With --json only JSON is printed; errors go to standard error. (npm prints a line of its own: npm run -s.)",
    CODES,
    "",
    "Environment:",
    ...variables,
    "",
  ].join("\n");
}

/** What `tenure VERB --help` prints. */
export function helpOf(verb: Verb): string {
  const options = Object.entries({ ...verb.options, json: { means: "print JSON only" } }).map(
    ([name, { means }]) => `  --${name.padEnd(18)} ${means}`,
  );
  return [`Usage: tenure ${verb.name} ${verb.usage}`, "", verb.summary, "", ...options, "", CODES, ""].join(
    "\n",
  );
}
