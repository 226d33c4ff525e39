import { beforeEach, expect, test } from "vitest";
import type { TrackedEvent } from "../../core/event.ts";
import type { JsonObject } from "../../core/json.ts";
import type { State } from "../../core/state.ts";
import { trackedEvent } from "../../../test/kit/events.ts";
import { testState } from "../../../test/kit/state.ts";
import { findProfile, resolveIdentities } from "../../identify/graph/index.ts";
import { consentOf, recordConsent } from "./index.ts";

let state: State;
const clock = { now: () => Date.UTC(2026, 5, 1) };

beforeEach(async () => {
  state = await testState();
});

async function receive(...events: TrackedEvent[]): Promise<void> {
  await state.transaction().execute(async (tx) => {
    const resolved = await resolveIdentities(tx, events, { clock, defaultCountry: null });
    await recordConsent(tx, resolved.events);
  });
}

function answering(
  preferences: Record<string, boolean> | null,
  more: Partial<TrackedEvent> = {},
): TrackedEvent {
  const context: JsonObject = preferences ? { consent: { categoryPreferences: preferences } } : {};
  return trackedEvent({ userId: "u1", context, ...more });
}

async function consent(userId = "u1"): Promise<Record<string, boolean>> {
  const profile = await findProfile(state, "user_id", userId);
  const found = profile === null ? undefined : (await consentOf(state, [profile])).get(profile);
  return Object.fromEntries([...(found ?? [])].map(([category, { granted }]) => [category, granted]));
}

test("an event without a consent object changes nothing", async () => {
  await receive(answering({ email: true }), answering(null));
  expect(await consent()).toEqual({ email: true });
});

test("a category that is left out becomes refused", async () => {
  await receive(answering({ email: true, sms: true }));
  await receive(answering({ sms: true }));
  expect(await consent()).toEqual({ email: false, sms: true });
});

test("an empty object refuses everything", async () => {
  await receive(answering({ email: true, sms: true }), answering({}));
  expect(await consent()).toEqual({ email: false, sms: false });
});

test("on a merge the later answer counts and what it leaves out is refused", async () => {
  await receive(answering({ email: true }, { userId: null, anonymousId: "a1" }));
  await receive(answering({ sms: true }));
  await receive(trackedEvent({ userId: "u1", anonymousId: "a1" }));
  expect(await consent()).toEqual({ email: false, sms: true });
});

test("the same answer on every page is kept once, and each change is kept", async () => {
  for (const answer of [true, true, true, false, false, true]) await receive(answering({ email: answer }));
  const rows = await state.selectFrom("consent").selectAll().execute();
  expect(rows).toHaveLength(3);
});

test("an imported answer changes its own category only", async () => {
  await receive(answering({ email: true }));
  await receive(
    trackedEvent({
      userId: "u1",
      name: "Segment Consent Preference Updated",
      properties: { category: "sms", granted: "true" },
    }),
  );
  expect(await consent()).toEqual({ email: true, sms: true });
});

test("a public key doesn't change what a trusted source answered", async () => {
  await receive(answering({ email: false }));
  await receive(answering({ email: true, analytics: true }, { trust: "claimed", anonymousId: "a1" }));
  expect(await consent()).toEqual({ email: false, analytics: true });
});
