import { parseArgs } from "node:util";
import { readVerbConfig } from "../config.ts";
import { makeLog } from "../log.ts";
import { connect, whenAsked } from "./client.ts";
import { helpOf, helpOfAll } from "./help.ts";
import { EXIT_CODES, UsageError, explain } from "./outcome.ts";
import { showAnswer } from "./show.ts";
import { type Given, type Verb, parseOptions } from "./verb.ts";
import { VERBS } from "./verbs/index.ts";

/** Runs the command line; the exit code says how it went. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const [first = "--help", second = ""] = args;
    if (first === "--help" || first === "-h" || first === "help") return print(helpOfAll());
    if (first === "serve") {
      const { serve } = await import("./serve.ts");
      await serve();
      return EXIT_CODES.ok;
    }
    const verb = VERBS.find(({ name }) => name === first || name === `${first} ${second}`);
    if (!verb) throw new UsageError(`There is no verb "${first}". \`tenure --help\` lists them.`);
    return await runVerb(verb, args.slice(verb.name.split(" ").length));
  } catch (failure) {
    const { code, message } = explain(failure);
    process.stderr.write(`${message}\n`);
    return code;
  }
}

async function runVerb(verb: Verb, args: readonly string[]): Promise<number> {
  const { given, json, help } = read(verb, args);
  if (help) return print(helpOf(verb));
  check(verb, given);
  const config = readVerbConfig();
  const client = whenAsked(() => connect(config, makeLog(config.logLevel)));
  try {
    const answer = await verb.run(client, given);
    return print(json ? `${JSON.stringify(answer)}\n` : (verb.show ?? showAnswer)(answer));
  } finally {
    await client.close();
  }
}

function read(verb: Verb, args: readonly string[]): { given: Given; json: boolean; help: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: parseOptions(verb),
      allowPositionals: true,
    });
    const options = Object.entries(values).flatMap(([name, value]) =>
      name in verb.options && value !== undefined ? [[name, String(value)] as const] : [],
    );
    const given = { words: positionals, options: Object.fromEntries(options) };
    return { given, json: values["json"] === true, help: values["help"] === true };
  } catch (cause) {
    // parseArgs refuses what it does not know, in words that name it.
    const message = cause instanceof Error ? cause.message : "";
    throw new UsageError(`${message} \`tenure ${verb.name} --help\` says what there is.`, { cause });
  }
}

function check(verb: Verb, { words, options }: Given): void {
  const missing = Object.entries(verb.options).find(
    ([name, { required }]) => required && options[name] === undefined,
  );
  const wrongWords = words.length < verb.words.least || words.length > verb.words.most;
  if (!missing && !wrongWords) return;
  const why = missing ? `--${missing[0]} is missing.` : "The number of words is not right.";
  throw new UsageError(`${why} Usage: tenure ${verb.name} ${verb.usage}`);
}

function print(text: string): number {
  process.stdout.write(text);
  return EXIT_CODES.ok;
}
