import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { Clock } from "../../src/core/clock.ts";
import type { Context } from "../../src/core/context.ts";
import { testFacts } from "./facts.ts";
import { quiet, uncounted } from "./log.ts";
import { testState } from "./state.ts";

/** A clock that stands still until a test sets it. */
export type TestClock = Clock & { set(milliseconds: number): void; advance(milliseconds: number): void };

/** A context with a clock that the test sets. */
export type TestContext = Context & { readonly clock: TestClock };

const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A clock that stands at the instant: 2026-01-31 12:00 UTC unless told. */
export function testClock(start = Date.UTC(2026, 0, 31, 12)): TestClock {
  let now = start;
  return {
    now: () => now,
    set: (milliseconds) => {
      now = milliseconds;
    },
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** Both stores, fresh and real, a folder, a clock; whatever the test brings itself is taken instead. */
export async function testContext(overrides: Partial<TestContext> = {}): Promise<TestContext> {
  return {
    facts: overrides.facts ?? (await testFacts()),
    state: overrides.state ?? (await testState()),
    clock: overrides.clock ?? testClock(),
    log: overrides.log ?? quiet,
    metrics: overrides.metrics ?? uncounted,
    aside: overrides.aside ?? ((context, work, given) => work.run(context, given)),
    dataDir: overrides.dataDir ?? (await testFolder()),
    publicUrl: overrides.publicUrl ?? "http://tenure.test",
    privateWebhooks: overrides.privateWebhooks ?? false,
  };
}

/** A folder that is removed when the test file ends. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tenure-test-"));
  folders.push(folder);
  return folder;
}
