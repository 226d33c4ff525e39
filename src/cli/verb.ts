import type { ParseArgsConfig } from "node:util";
import type { Client } from "./client.ts";

/** What a verb was given: its words and its options, as text. */
export type Given = {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | undefined>>;
};

/** An option of a verb; a flag has no value, and is "true" where it is given. */
type Option = { readonly means: string; readonly required?: boolean; readonly flag?: boolean };

/** A verb of the command line that asks the API. */
export type Verb = {
  /** As it is typed: one or two words. */
  readonly name: string;
  readonly summary: string;
  /** What follows the name. */
  readonly usage: string;
  readonly options: Readonly<Record<string, Option>>;
  /** How many words may follow the name. */
  readonly words: { readonly least: number; readonly most: number };
  /** The answer: printed as JSON with --json, else by `show`. */
  run(client: Client, given: Given): Promise<unknown>;
  show?(answer: unknown): string;
};

/** What node:util's parseArgs needs to know of a verb. */
export function parseOptions(verb: Verb): NonNullable<ParseArgsConfig["options"]> {
  const named = Object.entries(verb.options).map(
    ([name, { flag }]) => [name, { type: flag ? ("boolean" as const) : ("string" as const) }] as const,
  );
  return { ...Object.fromEntries(named), json: { type: "boolean" }, help: { type: "boolean", short: "h" } };
}
