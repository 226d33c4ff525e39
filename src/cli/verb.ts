import type { ParseArgsConfig } from "node:util";
import type { Client } from "./client.ts";

/** What a verb was given: its words and its options, as text. */
export type Given = {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | undefined>>;
};

/** A verb of the command line that asks the API. */
export type Verb = {
  /** As it is typed: one or two words. */
  readonly name: string;
  readonly summary: string;
  /** What follows the name. */
  readonly usage: string;
  readonly options: Readonly<Record<string, { readonly means: string; readonly required?: boolean }>>;
  /** How many words may follow the name. */
  readonly words: { readonly least: number; readonly most: number };
  /** The answer: printed as JSON with --json, else by `show`. */
  run(client: Client, given: Given): Promise<unknown>;
  show?(answer: unknown): string;
};

/** What node:util's parseArgs needs to know of a verb. */
export function parseOptions(verb: Verb): NonNullable<ParseArgsConfig["options"]> {
  const named = Object.keys(verb.options).map((name) => [name, { type: "string" as const }]);
  return { ...Object.fromEntries(named), json: { type: "boolean" }, help: { type: "boolean", short: "h" } };
}
