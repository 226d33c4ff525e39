import { beforeEach, describe, expect, test } from "vitest";
import type { TrackedEvent } from "../../core/event.ts";
import { asId, type ProfileId } from "../../core/ids.ts";
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

describe("what a browser claims", () => {
  const claim = (preferences: Record<string, boolean>, more: Partial<TrackedEvent> = {}) =>
    answering(preferences, { trust: "claimed", anonymousId: "a1", ...more });
  const regrant = (at: number) =>
    trackedEvent({
      userId: "u1",
      name: "Segment Consent Preference Updated",
      properties: { category: "email", granted: true },
      at,
    });

  test("never grants what a trusted source was refused", async () => {
    await receive(answering({ email: false }));
    await receive(claim({ email: true, analytics: true }));
    expect(await consent()).toEqual({ email: false, analytics: true });
  });

  test("withdraws what a trusted source was granted, and is shown as a claim", async () => {
    await receive(answering({ email: true, sms: true }));
    await receive(claim({ email: false }));
    expect(await consent()).toEqual({ email: false, sms: true });
    const profile = (await findProfile(state, "user_id", "u1")) ?? asId<ProfileId>(0);
    const told = (await consentOf(state, [profile])).get(profile);
    expect([told?.get("email")?.trust, told?.get("sms")?.trust]).toEqual(["claimed", "trusted"]);
    // What the trusted source was told stays as it was told.
    const kept = await state.selectFrom("consent").select(["trust", "preferences"]).orderBy("id").execute();
    expect(kept[0]).toEqual({ trust: "trusted", preferences: { email: true, sms: true } });
  });

  test("by leaving a category out withdraws nothing that a trusted source was granted", async () => {
    await receive(answering({ email: true }));
    await receive(claim({ analytics: true }), claim({}));
    expect(await consent()).toEqual({ email: true, analytics: false });
  });

  test("earlier than the grant withdraws nothing, in whatever order it arrives", async () => {
    const refusal = claim({ email: false }, { at: Date.UTC(2026, 1, 1) });
    const grant = answering({ email: true }, { at: Date.UTC(2026, 1, 2) });
    await receive(refusal, grant);
    expect(await consent()).toEqual({ email: true });
    await receive(claim({ email: false }, { at: Date.UTC(2026, 0, 20), anonymousId: "a2" }));
    expect(await consent()).toEqual({ email: true });
  });

  test("counts until the customer grants it anew to a trusted source; knowing it still is no new grant", async () => {
    await receive(answering({ email: true }, { at: Date.UTC(2026, 1, 1) }));
    await receive(claim({ email: false }, { at: Date.UTC(2026, 1, 2) }));
    await receive(answering({ email: true }, { at: Date.UTC(2026, 1, 3) }));
    expect(await consent()).toEqual({ email: false });
    await receive(regrant(Date.UTC(2026, 1, 4)));
    expect(await consent()).toEqual({ email: true });
  });
});
