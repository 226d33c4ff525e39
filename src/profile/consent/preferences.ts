import type { HandledEvent } from "../../core/event.ts";
import { isJsonObject, type Json } from "../../core/json.ts";

/** A customer's whole answer at a time: what is missing is refused. */
export type Preferences = { [category: string]: boolean };

/** The event that only tells of consent, as Segment's consent wrappers send it. */
export const CONSENT_EVENT = "Segment Consent Preference Updated";

const MOST_CATEGORIES = 50;
const LONGEST_NAME = 100;

/**
 * The preferences after an event; null where it says nothing of consent. Without a
 * `categoryPreferences` object nothing changes; with one, categories that it leaves out become
 * false. A consent event with `properties {category, granted}` (an import's) changes that one only.
 */
export function preferencesAfter(event: HandledEvent, before: Preferences): Preferences | null {
  const consent = event.context["consent"];
  const whole = isJsonObject(consent) ? consent["categoryPreferences"] : undefined;
  if (isJsonObject(whole)) return replaced(before, whole);
  if (event.kind !== "track" || event.name !== CONSENT_EVENT) return null;
  const { category, granted } = event.properties;
  const name = typeof category === "string" ? nameOf(category) : null;
  const answer = answerOf(granted);
  return name === null || answer === null ? null : bounded({ ...before, [name]: answer });
}

function replaced(before: Preferences, given: { [category: string]: Json }): Preferences {
  const after: Preferences = {};
  for (const category of Object.keys(before)) after[category] = false;
  for (const [category, answer] of Object.entries(given)) {
    const name = nameOf(category);
    if (name !== null) after[name] = answerOf(answer) ?? false;
  }
  return bounded(after);
}

function nameOf(category: string): string | null {
  const name = category
    .toWellFormed()
    .replace(/\p{Cc}/gu, "")
    .trim();
  return name === "" || name.length > LONGEST_NAME || name === "__proto__" ? null : name;
}

function answerOf(given: Json | undefined): boolean | null {
  if (given === true || given === "true" || given === 1) return true;
  return given === false || given === "false" || given === 0 ? false : null;
}

function bounded(preferences: Preferences): Preferences {
  const entries = Object.entries(preferences);
  return entries.length <= MOST_CATEGORIES
    ? preferences
    : Object.fromEntries(entries.slice(0, MOST_CATEGORIES));
}

/** Whether two answers are the same. */
export function sameAnswer(left: Preferences, right: Preferences): boolean {
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every((name) => left[name] === right[name]);
}
