/** The door of the facts edge: two engines behind the port of `core/facts.ts`. */
export { openChdb } from "./chdb.ts";
export type { ChdbOptions } from "./chdb.ts";
export { migrateFacts } from "./migrate.ts";
export type { FactsLayout } from "./layout.ts";
export { databaseOf } from "./clickhouse-clients.ts";
export { openClickhouse } from "./clickhouse.ts";
export type { ClickhouseOptions } from "./clickhouse.ts";
export { answerOverPort } from "./answer-over-port.ts";
export type { EmbeddedFacts } from "./lines.ts";
export { factsOverPort } from "./over-port.ts";
