/** Where mail arrives, worked out by the state for what is stored and by the program for what comes: the same. */
import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { State } from "../../src/core/state.ts";
import { resolveIdentities } from "../../src/identify/graph/index.ts";
import { DEFAULT_RULES } from "../../src/identify/rules/defaults.ts";
import { trackedEvent } from "../kit/events.ts";
import { partitionOf } from "../kit/identities.ts";
import { putRules } from "../kit/rules.ts";
import { testState } from "../kit/state.ts";

let state: State;
const asked = { ...DEFAULT_RULES, mailboxes: true };
const options = { clock: { now: () => Date.UTC(2026, 5, 1) }, defaultCountry: null };

beforeAll(async () => {
  state = await testState();
});

async function resolve(emails: readonly string[], rulesFirst: boolean): Promise<string[]> {
  await sql`TRUNCATE handle, evidence, merge, judgement, identity_rules CASCADE`.execute(state);
  if (rulesFirst) await putRules(state, asked);
  const events = emails.map((email, nth) =>
    trackedEvent({ trust: "trusted", anonymousId: `a${nth}`, traits: { email } }),
  );
  await state.transaction().execute((tx) => resolveIdentities(tx, events, options));
  if (!rulesFirst) await putRules(state, asked);
  return partitionOf(state);
}

test("rules that come before and rules that come after give the same customers", async () => {
  const name = fc.constantFrom("jane", "j.ane", "ja.ne+x", "jane+y.z", "joe", "j.oe", "+x", "a.b", "ab");
  const domain = fc.constantFrom("gmail.com", "googlemail.com", "outlook.com", "example.com");
  const email = fc.tuple(name, domain).map((parts) => parts.join("@"));
  await fc.assert(
    fc.asyncProperty(fc.array(email, { minLength: 1, maxLength: 12 }), async (emails) => {
      expect(await resolve(emails, false)).toEqual(await resolve(emails, true));
    }),
    { numRuns: 30, seed: 20260401 },
  );
});
