import { pino } from "pino";
import type { FastifyBaseLogger } from "fastify";
import type { Config } from "./config.ts";

/** Structured logs, a JSON object a line on standard error: standard output is for answers. */
export function makeLog(level: Config["logLevel"]): FastifyBaseLogger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}
