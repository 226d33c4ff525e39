import type { HandledEvent } from "../../core/event.ts";
import { isJsonObject } from "../../core/json.ts";
import type { StateTransaction } from "../../core/state.ts";
import { answerKey, latestAnswers, storeAnswers, type GivenAnswer } from "./consent-store.ts";
import { CONSENT_EVENT, preferencesAfter, sameAnswer } from "./preferences.ts";

/** Keeps each change of consent that the events tell of, by handle; the same answer again adds nothing. */
export async function recordConsent(tx: StateTransaction, events: readonly HandledEvent[]): Promise<void> {
  const telling = events.filter(tellsOfConsent);
  if (telling.length === 0) return;
  const latest = await latestAnswers(tx, [...new Set(telling.map(({ handleId }) => handleId))]);
  const changes: GivenAnswer[] = [];
  for (const event of telling) {
    const key = answerKey(event.handleId, event.trust);
    const present = latest.get(key);
    const preferences = preferencesAfter(event, present?.preferences ?? {});
    if (preferences === null || (present && sameAnswer(preferences, present.preferences))) continue;
    changes.push({ event, preferences });
    if (!present || event.at >= present.at) latest.set(key, { preferences, at: event.at });
  }
  await storeAnswers(tx, changes);
}

function tellsOfConsent(event: HandledEvent): boolean {
  return isJsonObject(event.context["consent"]) || event.name === CONSENT_EVENT;
}
