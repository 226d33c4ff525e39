import type { Matcher } from "../../profile/conditions/contract.ts";

/** The ways to name rows: orders, refunds, events by name or kind, events of any name. */
export const WAYS = ["order", "refund", "event", "anything"] as const;

/** One of {@link WAYS}. */
export type Way = (typeof WAYS)[number];

/** Which of the ways to name rows a matcher goes. */
export function wayOf(matcher: Matcher): Way {
  if (matcher.what !== "event") return matcher.what;
  return matcher.names === undefined && matcher.kind === undefined ? "anything" : "event";
}

/** A matcher that goes another way; filters stay only with the rows whose fields they are. */
export function matcherOf(way: Way, before: Matcher): Matcher {
  if (wayOf(before) === way) return before;
  if (way === "order" || way === "refund") return { what: way };
  const where = before.what === "event" && before.where ? { where: before.where } : {};
  return way === "event" ? { what: "event", names: [], ...where } : { what: "event", ...where };
}
