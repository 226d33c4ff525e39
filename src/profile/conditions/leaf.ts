/** What each kind of condition means in memory; the same for the engine stands in `leaf-queries.ts`. */
import { accountVerdict } from "./account-queries.ts";
import { consentVerdict, lastOfEach } from "./consent-queries.ts";
import type { Leaf, Matcher } from "./contract.ts";
import { didVerdict } from "./did-queries.ts";
import { edgeOf, edgeVerdict } from "./edge-queries.ts";
import { figureVerdict } from "./figure-queries.ts";
import type { History, Row } from "./history.ts";
import { interestVerdict, tellingOf } from "./interest-queries.ts";
import { matches } from "./matcher-queries.ts";
import type { Moment } from "./moment.ts";
import { matchersOf } from "./needs.ts";
import { NEVER } from "../../core/customer-figures-port.ts";
import type { Verdict } from "./outcome-queries.ts";
import { sequenceVerdict } from "./sequence-queries.ts";
import { isInSample, topKey } from "./set-queries.ts";
import { sinceStretch, type Since } from "./since-queries.ts";
import { totalVerdict } from "./total-queries.ts";
import { traitVerdict, winnerOf } from "./trait-queries.ts";
import type { Evidence, Surroundings } from "./types.ts";
import { isCounted, stretchOf, type Stretch } from "./window-queries.ts";

/** A verdict with the rows that decide. */
export type Proven = Verdict & { readonly evidence: readonly Evidence[] };

/** A condition that stands for itself. */
export type OwnLeaf = Exclude<Leaf, { segment: number }>;

/** A condition in memory. */
export function leafVerdict(leaf: OwnLeaf, history: History, around: Surroundings): Proven {
  const { moment, figures } = around;
  if ("trait" in leaf) {
    const own = history.traits.filter(({ name }) => name === leaf.trait);
    const winner = winnerOf(own, moment.asOf);
    const evidence = winner ? [{ what: "trait", at: winner.at, id: winner.id }] : [];
    return { ...traitVerdict(own, leaf.trait, leaf.is, moment), evidence };
  }
  if ("account" in leaf) return accountVerdict(leaf.account, history.rows.event, history.calls, moment);
  if ("consent" in leaf) {
    const answers = lastOfEach(history.consents, moment.asOf);
    const evidence = answers.map(({ at, answer }) => ({ what: "consent", at, id: String(answer) }));
    return { ...consentVerdict(history.consents, leaf.consent, leaf.is, moment.asOf), evidence };
  }
  if ("figure" in leaf) {
    const figure = around.figureNames.find(({ name }) => name === leaf.figure);
    if (!figure) throw new TypeError(`no figure ${leaf.figure}`);
    const { movements } = history;
    const orders = movements.filter(({ at, bought }) => bought && at <= moment.asOf);
    const evidence = orders.map(({ at }) => ({ what: "order", at, id: "" }));
    return { ...figureVerdict(figure, { figures, movements }, leaf.is, moment), evidence };
  }
  return setVerdict(leaf, history) ?? rowsVerdict(leaf as RowsLeaf, history, around);
}

/** A condition that is a set of customers. */
function setVerdict(leaf: OwnLeaf, { profileId, lists, personas, tops }: History): Proven | null {
  const known = (holds: boolean, until = NEVER) => ({ holds, until, evidence: [] });
  if ("sample" in leaf) return known(isInSample(leaf.sample, profileId));
  if ("list" in leaf) return known(lists.has(leaf.list));
  if ("persona" in leaf) return known(personas.has(leaf.persona));
  if (!("top" in leaf)) return null;
  const top = tops.get(topKey(leaf.top));
  return known(top?.isIn ?? false, top?.until);
}

type RowsLeaf = Extract<
  OwnLeaf,
  | { did: unknown }
  | { total: unknown }
  | { first: unknown }
  | { last: unknown }
  | { sequence: unknown }
  | { interest: unknown }
  | { entered: unknown }
  | { left: unknown }
>;

const ONCE = { at_least: 1 } as const;

/** A condition on the customer's own rows. */
function rowsVerdict(leaf: RowsLeaf, history: History, { moment }: Surroundings): Proven {
  const found = (matcher: Matcher) =>
    history.rows[matcher.what].filter((row) => matches(matcher, moment, row));
  const stretch = stretchOf(leaf.within, moment);
  if (!stretch) return sinceLeaf(leaf, leaf.within as Since, found, moment);
  const simple = simpleVerdict(leaf, found, stretch, moment);
  if (simple) return simple;
  if ("sequence" in leaf) {
    const times = (matcher: Matcher) => found(matcher).map(({ at }) => at);
    const verdict = sequenceVerdict(leaf.sequence, stretch, times, moment.asOf);
    const done = leaf.sequence.flatMap((step) =>
      "did" in step ? evidenceOf(step.did.what, found(step.did)) : [],
    );
    return { ...verdict, evidence: done.filter(({ at }) => isCounted(stretch, at)) };
  }
  if ("interest" in leaf) {
    const telling = tellingOf(leaf.by).map(found);
    const evidence = telling.flatMap((rows, index) =>
      evidenceOf(tellingOf(leaf.by)[index]?.what ?? "event", rows),
    );
    return {
      ...interestVerdict(leaf, stretch, telling),
      evidence: evidence.filter(({ at }) => isCounted(stretch, at)),
    };
  }
  const [segment, entered] =
    "entered" in leaf ? [leaf.entered, true] : ["left" in leaf ? leaf.left : 0, false];
  const moves = history.moves.filter((move) => move.segment === segment && move.entered === entered);
  const evidence = moves
    .filter(({ at }) => isCounted(stretch, at))
    .map(({ at }) => ({ what: "move", at, id: String(segment) }));
  return { ...didVerdict(moves, ONCE, stretch), evidence };
}

/** A condition on the rows that one matcher finds in a stretch; null for others. */
function simpleVerdict(leaf: RowsLeaf, found: Find, stretch: Stretch, moment: Moment): Proven | null {
  const proven = (verdict: Verdict, { what }: Matcher, rows: readonly Row[]): Proven => ({
    ...verdict,
    evidence: evidenceOf(what, rows),
  });
  const within = (rows: readonly Row[]) => rows.filter(({ at }) => isCounted(stretch, at));
  if ("did" in leaf) {
    const rows = found(leaf.did);
    return proven(didVerdict(rows, leaf.times ?? ONCE, stretch), leaf.did, within(rows));
  }
  if ("total" in leaf) {
    const rows = found(leaf.total);
    return proven(totalVerdict(rows, leaf, stretch, moment), leaf.total, within(rows));
  }
  const edge = edgeOf(leaf);
  if (!edge) return null;
  const rows = found(edge.of);
  const deciding = within(rows).slice(...(edge.which === "first" ? [0, 1] : [-1]));
  return proven(edgeVerdict(rows, edge, stretch, moment), edge.of, deciding);
}

type Find = (matcher: Matcher) => Row[];

/** A condition on the rows since another of the customer's own. */
function sinceLeaf(leaf: RowsLeaf, { since, whose }: Since, found: Find, moment: Moment): Proven {
  const [own] = matchersOf(leaf);
  const rows = { own: own ? found(own) : [], anchor: found(since) };
  const { stretch, until } = sinceStretch(whose, rows, moment.asOf);
  const verdict = simpleVerdict(leaf, found, stretch, moment);
  if (!verdict) throw new TypeError("a window without instants");
  return { ...verdict, until };
}

function evidenceOf(what: string, rows: readonly Row[]): Evidence[] {
  return rows.map(({ at, id }) => ({ what, at, id }));
}
