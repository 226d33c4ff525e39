import { beforeEach, expect, test } from "vitest";
import { testContext, type TestContext } from "../../../test/kit/context.ts";
import { trackedEvent } from "../../../test/kit/events.ts";
import { storeResolved } from "../../collect/inbox/resolved.ts";
import { linesOf } from "../../collect/inbox/batch.ts";
import { sql } from "../../core/sql.ts";
import { resolveIdentities } from "../../identify/graph/index.ts";
import { drainInbox } from "../../pipeline.ts";
import { answersAfter } from "./consent-store.ts";
import { rowOf } from "./answer-row.ts";
import { fillConsents, recordConsent } from "./index.ts";

let context: TestContext;

beforeEach(async () => {
  context = await testContext();
});

/** Answers that the state alone keeps, as before the facts had a table for them. */
async function answered(...categories: string[]): Promise<void> {
  await context.state.transaction().execute(async (tx) => {
    const events = categories.map((category) =>
      trackedEvent({ userId: category, context: { consent: { categoryPreferences: { [category]: true } } } }),
    );
    const resolved = await resolveIdentities(tx, events, { clock: context.clock, defaultCountry: null });
    await recordConsent(tx, resolved.events);
  });
}

async function inFacts(): Promise<unknown[]> {
  return context.facts.query(sql`SELECT answer, preferences, trust FROM consent FINAL ORDER BY answer`);
}

test("what the state held before is brought over once", async () => {
  await answered("email", "sms");
  await fillConsents(context);
  const filled = await inFacts();
  expect(filled).toMatchObject([{ preferences: { email: 1 } }, { preferences: { sms: 1 } }]);
  await fillConsents(context);
  expect(await inFacts()).toEqual(filled);
});

test("a kill between the block and its insert leaves out nothing", async () => {
  await answered("email", "sms");
  // As far as the transaction of a block came: it is stored, and not inserted.
  await context.state.transaction().execute(async (tx) => {
    const consent = (await answersAfter(tx, 0, 1)).map(rowOf);
    const nothing = { event: [], order: [], refund: [], trait: [], message: [], alias: [] };
    await storeResolved(tx, 0, linesOf({ ...nothing, consent }));
  });
  await drainInbox(context);
  expect(await inFacts()).toMatchObject([{ preferences: { email: 1 } }, { preferences: { sms: 1 } }]);
});
