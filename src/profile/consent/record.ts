import type { HandledEvent } from "../../core/event.ts";
import { isJsonObject } from "../../core/json.ts";
import type { StateTransaction } from "../../core/state.ts";
import type { ConsentRow } from "../../core/rows.ts";
import { rowOf } from "./answer-row.ts";
import { answerKey, latestAnswers, storeAnswers, type GivenAnswer } from "./consent-store.ts";
import { CONSENT_EVENT, preferencesAfter, sameAnswer } from "./preferences.ts";

/**
 * Keeps each change of consent that the events tell of, by handle, and answers with the same for the
 * facts; the same answer again adds nothing, unless it is given anew.
 */
export async function recordConsent(
  tx: StateTransaction,
  events: readonly HandledEvent[],
): Promise<ConsentRow[]> {
  const telling = events.filter(tellsOfConsent);
  if (telling.length === 0) return [];
  const latest = await latestAnswers(tx, [...new Set(telling.map(({ handleId }) => handleId))]);
  const changes: GivenAnswer[] = [];
  for (const event of telling) {
    const key = answerKey(event.handleId, event.trust);
    const present = latest.get(key);
    const preferences = preferencesAfter(event, present?.preferences ?? {});
    if (preferences === null) continue;
    if (present && sameAnswer(preferences, present.preferences) && !isGivenAnew(event, present.at)) continue;
    changes.push({ event, preferences });
    if (!present || event.at >= present.at) latest.set(key, { preferences, at: event.at });
  }
  const ids = await storeAnswers(tx, changes);
  return changes.map(({ event, preferences }, index) =>
    rowOf({ ...event, preferences, id: ids[index] ?? 0 }),
  );
}

/**
 * A trusted source tells of an act of the customer's, not only what it knew: that counts over what
 * was claimed in between.
 */
function isGivenAnew({ name, trust, at }: HandledEvent, before: number): boolean {
  return name === CONSENT_EVENT && trust === "trusted" && at > before;
}

function tellsOfConsent(event: HandledEvent): boolean {
  return isJsonObject(event.context["consent"]) || event.name === CONSENT_EVENT;
}
