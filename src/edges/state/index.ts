export { type Connection, type Keeper, keepPostgres } from "./keeper.ts";
export { migrateState } from "./migrate.ts";
export { openState } from "./open.ts";
