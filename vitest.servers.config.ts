/** The same suites against servers: needs DATABASE_URL and CLICKHOUSE_URL. */
import { defineConfig, mergeConfig } from "vitest/config";
import base from "./vitest.config.ts";

export default mergeConfig(base, defineConfig({ test: { maxWorkers: 1 } }));
