import { sql } from "kysely";
import type { State } from "../../core/state.ts";
import { isDevice, namesCustomer } from "../rules/index.ts";

/** The types of identifiers that there are, by what they say. */
export type Types = {
  /** They name a customer. */
  readonly naming: readonly string[];
  /** Browsers and devices. */
  readonly devices: readonly string[];
};

/** Reads which types there are: senders may give any of their own. */
export async function typesOf(state: State): Promise<Types> {
  const { rows } = await sql<{ type: string }>`SELECT DISTINCT type FROM handle`.execute(state);
  const types = rows.map(({ type }) => type);
  return { naming: types.filter(namesCustomer), devices: types.filter(isDevice) };
}
