export type { Connection } from "./connection.ts";
export { makeDatabase, pingState } from "./database.ts";
export { keepPostgres } from "./keeper.ts";
export { migrateState } from "./migrate.ts";
export { openState } from "./open.ts";
