import { expect, test } from "vitest";
import { testContext } from "../../../test/kit/context.ts";
import { trackedEvent } from "../../../test/kit/events.ts";
import { resolveIdentities } from "../graph/index.ts";
import { type Changes, DueRuns, isDue } from "./due.ts";
import { listRuns } from "./runs-store.ts";
import { readMatchSettings, writeMatchSettings } from "./settings-store.ts";

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 5, 1, 12);
const changes = (more: Partial<Changes> = {}): Changes => ({
  ...{ changed: 5000, newest: 9000, records: 20_000, lastAsked: new Date(NOW - 5 * HOUR), open: false },
  ...more,
});

test.each<[string, boolean, Changes, number | null]>([
  ["a quarter of the records changed, and all is calm", true, changes(), 9000],
  ["customers are still coming in", false, changes(), 8999],
  ["it looks for the first time", false, changes(), null],
  ["a twentieth changed", false, changes({ changed: 1000 }), 9000],
  [
    "a thousand came to a small shop that was never matched",
    true,
    changes({ changed: 1000, records: 0, lastAsked: null }),
    9000,
  ],
  ["fewer did", false, changes({ changed: 999, records: 0, lastAsked: null }), 9000],
  ["the last was within the hour", false, changes({ lastAsked: new Date(NOW - HOUR / 2) }), 9000],
  ["one is going on", false, changes({ open: true }), 9000],
])("%s: due is %s", (_, due, given, before) => {
  expect(isDue(given, before, NOW)).toBe(due);
});

test("a run is asked for when a thousand customers came and the next look finds no more, unless it is switched off", async () => {
  const context = await testContext();
  const { state, clock } = context;
  const events = Array.from({ length: 1000 }, (_, index) => trackedEvent({ userId: `user-${index}` }));
  await state.transaction().execute((tx) => resolveIdentities(tx, events, { clock, defaultCountry: null }));
  const settings = await readMatchSettings(state);
  await writeMatchSettings(state, { ...settings, automatic: false });
  const due = new DueRuns(context);
  for (let look = 0; look < 2; look += 1) {
    expect(await due.askWhenDue()).toBe(false);
    clock.advance(60_000);
  }
  await writeMatchSettings(state, { ...settings, automatic: true });
  expect(await due.askWhenDue()).toBe(false);
  expect(await due.askWhenDue()).toBe(false);
  clock.advance(60_000);
  expect(await due.askWhenDue()).toBe(true);
  expect(await listRuns(state, 5)).toMatchObject([{ status: "waiting", asked_by: "tenure" }]);
});
