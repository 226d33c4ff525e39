/** Which rows are looked at, and when, in words. */
import type { Matcher, Times, Window } from "../../profile/conditions/contract.ts";
import { sayDuration, sayFilters } from "./say-is.ts";
import { anyOf, type Say } from "./say.ts";
import { wayOf } from "./ways.ts";

/** Events of Segment's vocabularies that have words of ours. */
const NAMED = [
  "product_viewed",
  "product_added",
  "product_removed",
  "cart_viewed",
  "checkout_started",
  "email_delivered",
  "email_opened",
  "email_link_clicked",
  "ticket_created",
] as const;

/** An event with words of ours, by its name. */
function namedOf(names: readonly string[] | undefined) {
  const [name, ...others] = names ?? [];
  const code = name?.toLowerCase().replaceAll(" ", "_");
  return others.length === 0 ? NAMED.find((one) => one === code) : undefined;
}

/** What a matcher names: events, or a kind of them. */
function namesOf(say: Say, { names, kind }: Matcher): string {
  if (names) return anyOf(say, names);
  return kind ? say.t(`conditions.kind.${kind}`) : "";
}

/** What was done, as verb and names: "bought"; "did" “A” or “B”. */
export function sayVerb(say: Say, matcher: Matcher, isDenied: boolean): { verb: string; names: string } {
  const named = matcher.what === "event" && !matcher.kind ? namedOf(matcher.names) : undefined;
  const { t } = say;
  if (named) {
    return {
      verb: isDenied ? t(`conditions.event.${named}_not`) : t(`conditions.event.${named}`),
      names: "",
    };
  }
  const way = wayOf(matcher);
  return {
    verb: isDenied ? t(`conditions.verb.${way}_not`) : t(`conditions.verb.${way}`),
    names: namesOf(say, matcher),
  };
}

/** A clause with the filters of its rows. */
export function withFilters(say: Say, clause: string, { where, item }: Matcher): string {
  const { t } = say;
  const filtered = where?.length
    ? t("conditions.where", { clause, filters: sayFilters(say, where) })
    : clause;
  return item?.length
    ? t("conditions.items", { clause: filtered, filters: sayFilters(say, item, true) })
    : filtered;
}

/** One row of a matcher: "order". */
export function sayNoun(say: Say, matcher: Matcher): string {
  const noun = say.t(`conditions.noun.${wayOf(matcher)}`, { names: namesOf(say, matcher) });
  return withFilters(say, noun, matcher);
}

/** Rows of a matcher: "orders". */
export function sayNouns(say: Say, matcher: Matcher): string {
  const nouns = say.t(`conditions.nouns.${wayOf(matcher)}`, { names: namesOf(say, matcher) });
  return withFilters(say, nouns, matcher);
}

/** How often: "at least 2 times"; at least once goes without saying. */
export function sayTimes({ t, format }: Say, times: Times | undefined): string {
  const [op = "at_least", count = 1] = (Object.entries(times ?? {})[0] as [Op?, number?] | undefined) ?? [];
  if (op === "at_least" && count === 1) return "";
  return t(`conditions.times.${op}`, { count, n: format.number(count) });
}

type Op = "at_least" | "at_most" | "exactly";

/** When: "in the last 7 days"; without a window it is empty, unless `ever` is said. */
export function sayWindow(say: Say, window: Window | undefined, ever: "" | "ever" | "never" = ""): string {
  const { t, format } = say;
  if (!window) return ever && t(`conditions.window.${ever}`);
  if ("last" in window) return t("conditions.window.last", { duration: sayDuration(say, window.last) });
  if ("longer_ago" in window)
    return t("conditions.window.longer_ago", { duration: sayDuration(say, window.longer_ago) });
  if ("this" in window) return t(`conditions.window.this.${window.this}`);
  if ("previous" in window) return t(`conditions.window.previous.${window.previous}`);
  if ("since" in window) {
    const what = sayNoun(say, window.since);
    return window.whose === "first"
      ? t("conditions.window.sinceFirst", { what })
      : t("conditions.window.sinceLast", { what });
  }
  const [from, to] = [format.date(window.from ?? null), format.date(window.to ?? null)];
  if (window.from && window.to) return t("conditions.window.between", { from, to });
  return window.from ? t("conditions.window.from", { from }) : t("conditions.window.to", { to });
}
