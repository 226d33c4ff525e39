import type { Trust } from "../../core/event.ts";
import type { Preferences } from "./preferences.ts";

/** What counts of what a customer said to one category. */
export type Consent = {
  readonly granted: boolean;
  /** When it was said: milliseconds since 1970, UTC. */
  readonly at: number;
  /** Who said it; a claim may be anybody's. */
  readonly trust: Trust;
};

/** A whole answer of one handle to a source of one trust. */
export type Answer = { readonly trust: Trust; readonly preferences: Preferences; readonly at: number };

/**
 * What counts by category, of the last answer of each handle and trust. Among answers of one trust
 * the latest counts, and what it leaves out is refused. A claim never grants what a trusted source
 * was refused; a later refusal counts over a trusted grant although it is only claimed, since
 * withdrawing must be as easy as giving (docs/decisions/0008).
 */
export function settle(answers: readonly Answer[]): Map<string, Consent> {
  const trusted = latestWhole(answers, "trusted");
  const claimed = latestWhole(answers, "claimed");
  const settled = new Map([...claimed, ...trusted]);
  const named = latestNamed(answers.filter(({ trust }) => trust === "claimed"));
  for (const [category, { granted, at }] of trusted) {
    const claim = named.get(category);
    if (granted && claim && !claim.granted && claim.at > at) settled.set(category, claim);
  }
  return settled;
}

function latestWhole(answers: readonly Answer[], trust: Trust): Map<string, Consent> {
  const own = answers.filter((answer) => answer.trust === trust).toSorted(latestFirst);
  const settled = new Map<string, Consent>();
  const [latest] = own;
  if (!latest) return settled;
  for (const category of own.flatMap(({ preferences }) => Object.keys(preferences))) {
    settled.set(category, { granted: latest.preferences[category] ?? false, at: latest.at, trust });
  }
  return settled;
}

/** The latest word on each category by name: leaving one out says nothing of what others granted. */
function latestNamed(answers: readonly Answer[]): Map<string, Consent> {
  const named = new Map<string, Consent>();
  for (const { preferences, at, trust } of answers.toSorted(latestFirst)) {
    for (const [category, granted] of Object.entries(preferences)) {
      if (!named.has(category)) named.set(category, { granted, at, trust });
    }
  }
  return named;
}

function latestFirst(left: Answer, right: Answer): number {
  return right.at - left.at;
}
