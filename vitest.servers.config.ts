/**
 * The suites that ask both stores, against servers: those that DATABASE_URL and CLICKHOUSE_URL name,
 * or ones that the set-up starts. Nothing here opens a folder of the embedded stores.
 */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "test/conformance/*.test.ts",
      "test/access/*.test.ts",
      "test/e2e/on-servers.test.ts",
      "src/pipeline.test.ts",
      "src/undo-hooks.test.ts",
      "src/identify/graph/*.test.ts",
      "src/profile/**/*.test.ts",
      "src/measure/**/*.test.ts",
    ],
    globalSetup: ["test/kit/servers.ts"],
    pool: "forks",
    maxWorkers: 1,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
