import type { JsonObject } from "../../../core/json.ts";

const YES = new Set(
  "yes y true 1 evet e doğru var onay onaylı onayladı granted given accepted opt-in optin opted-in subscribed نعم موافق".split(
    " ",
  ),
);
const NO = new Set(
  "no n false 0 hayır hayir h yanlış yok ret red denied refused revoked withdrawn opt-out optout opted-out unsubscribed not_subscribed لا".split(
    " ",
  ),
);

/** Whether a word says yes or no; null for neither. */
export function consentOf(word: string): boolean | null {
  const plain = word.trim().replaceAll("İ", "i").toLowerCase();
  if (YES.has(plain)) return true;
  return NO.has(plain) ? false : null;
}

/** Consent as Segment carries it with an event. */
export function consentContext(preferences: Record<string, boolean>): JsonObject {
  return { consent: { categoryPreferences: preferences } };
}
