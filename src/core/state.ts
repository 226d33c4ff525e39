import type { Kysely, Transaction } from "kysely";

/**
 * The tables of the state (Postgres). Each capability adds its own in its `tables.ts`:
 * `declare module "../../core/state.ts" { interface StateTables { source: SourceTable } }`.
 */
// oxlint-disable-next-line typescript/no-empty-interface -- filled by declaration merging
export interface StateTables {}

/** The store of what changes. */
export type State = Kysely<StateTables>;

/** One transaction on it. */
export type StateTransaction = Transaction<StateTables>;

/**
 * How the text of a question begins that is asked hundreds of times a second: the state plans it
 * once on each connection. Only for texts that are always the same, and whose plan does not hang
 * on the values.
 */
export const OFTEN = "/* often */";
