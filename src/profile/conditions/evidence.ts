/** The rows that decide a condition, of one customer's whole history. */
import { accountVerdict } from "./account-queries.ts";
import { lastOfEach } from "./consent-queries.ts";
import type { Leaf, Matcher } from "./contract.ts";
import type { History, Row } from "./history.ts";
import { tellingOf } from "./interest-queries.ts";
import { countedIn } from "./leaf.ts";
import { winnerOf } from "./trait-queries.ts";
import type { Evidence, Surroundings } from "./types.ts";
import { isCounted, type Stretch } from "./window-queries.ts";

/** Most rows that stand for why a condition came out so. */
const MOST_EVIDENCE = 10;

/** The rows that decide a condition, the latest first. */
export function evidenceOf(leaf: Leaf, history: History, around: Surroundings): Evidence[] {
  return all(leaf, history, around)
    .toSorted((left, right) => right.at - left.at)
    .slice(0, MOST_EVIDENCE);
}

function all(leaf: Leaf, history: History, { moment }: Surroundings): Evidence[] {
  const { asOf } = moment;
  if ("trait" in leaf) {
    const winner = winnerOf(
      history.traits.filter(({ name }) => name === leaf.trait),
      asOf,
    );
    return winner ? [{ what: "trait", at: winner.at, id: winner.id }] : [];
  }
  if ("consent" in leaf)
    return lastOfEach(history.consents, asOf).map(({ at, answer }) => ({
      what: "consent",
      at,
      id: String(answer),
    }));
  if ("figure" in leaf) {
    const orders = history.movements.filter(({ at, bought }) => bought && at <= asOf);
    return orders.map(({ at }) => ({ what: "order", at, id: "" }));
  }
  if ("account" in leaf)
    return [
      ...accountVerdict(leaf.account, history.found({ what: "event" }), history.calls, moment).evidence,
    ];
  return ofRows(leaf, history, countedIn(leaf, history, moment).stretch);
}

function ofRows(leaf: Leaf, history: History, stretch: Stretch): Evidence[] {
  const within = <Held extends { at: number }>(rows: readonly Held[]) =>
    rows.filter(({ at }) => isCounted(stretch, at));
  const rows = (matcher: Matcher) => shown(matcher, within(history.found(matcher)));
  if ("did" in leaf) return rows(leaf.did);
  if ("total" in leaf) return rows(leaf.total);
  if ("first" in leaf) return rows(leaf.first).slice(0, 1);
  if ("last" in leaf) return rows(leaf.last).slice(-1);
  if ("sequence" in leaf) return leaf.sequence.flatMap((step) => ("did" in step ? rows(step.did) : []));
  if ("interest" in leaf) return tellingOf(leaf.by).flatMap(rows);
  const [segment, entered] =
    "entered" in leaf ? [leaf.entered, true] : "left" in leaf ? [leaf.left, false] : [null, false];
  const moves = history.moves.filter((move) => move.segment === segment && move.entered === entered);
  return within(moves).map(({ at }) => ({ what: "move", at, id: String(segment) }));
}

function shown({ what }: Matcher, rows: readonly Row[]): Evidence[] {
  return rows.map(({ at, id }) => ({ what, at, id }));
}
