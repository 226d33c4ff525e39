import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{src,test,simulator,scripts}/**/*.test.{ts,tsx}"],
    globalSetup: ["test/kit/postgres.ts"],
    pool: "forks",
    // Each file may open a chDB and a database; two cores are the machine that the budgets name.
    maxWorkers: 2,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
