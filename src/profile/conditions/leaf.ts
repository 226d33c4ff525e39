/** What each kind of condition means in memory; the same for the engine stands in `leaf-queries.ts`. */
import { consentVerdict, lastOfEach } from "./consent-queries.ts";
import type { Leaf, Matcher } from "./contract.ts";
import { didVerdict } from "./did-queries.ts";
import { figureVerdict } from "./figure-queries.ts";
import type { History, Row } from "./history.ts";
import { matches } from "./matcher-queries.ts";
import { NEVER } from "../../core/customer-figures-port.ts";
import type { Verdict } from "./outcome-queries.ts";
import { sinceVerdict } from "./since-queries.ts";
import { traitVerdict, winnerOf } from "./trait-queries.ts";
import type { Evidence, Surroundings } from "./types.ts";
import { isCounted, stretchOf } from "./window-queries.ts";

/** A verdict with the rows that decide. */
export type Proven = Verdict & { readonly evidence: readonly Evidence[] };

/** A condition that stands for itself. */
export type OwnLeaf = Exclude<Leaf, { segment: number }>;

/** A condition in memory. */
export function leafVerdict(leaf: OwnLeaf, history: History, around: Surroundings): Proven {
  const { moment, figures, figureNames } = around;
  if ("did" in leaf) return didLeaf(leaf, history, around);
  if ("trait" in leaf) {
    const winner = winnerOf(
      history.traits.filter(({ name }) => name === leaf.trait),
      moment.asOf,
    );
    const evidence = winner ? [{ what: "trait", at: winner.at, id: winner.id }] : [];
    return { ...traitVerdict(history.traits, leaf.trait, leaf.is, moment), evidence };
  }
  if ("consent" in leaf) {
    const answers = lastOfEach(history.consents, moment.asOf);
    const evidence = answers.map(({ at, answer }) => ({ what: "consent", at, id: String(answer) }));
    return { ...consentVerdict(history.consents, leaf.consent, leaf.is, moment.asOf), evidence };
  }
  if ("figure" in leaf) {
    const figure = figureNames.find(({ name }) => name === leaf.figure);
    if (!figure) throw new TypeError(`no figure ${leaf.figure}`);
    const { movements } = history;
    const past = movements.filter(({ at, bought }) => bought && at <= moment.asOf);
    const evidence = past.map(({ at }) => ({ what: "order", at, id: "" }));
    return { ...figureVerdict(figure, { figures, movements }, leaf.is, moment), evidence };
  }
  return { holds: false, until: NEVER, evidence: [] };
}

function didLeaf(leaf: Extract<Leaf, { did: unknown }>, history: History, { moment }: Surroundings): Proven {
  const times = leaf.times ?? { at_least: 1 };
  const rows = rowsOf(leaf.did, history, { moment });
  const stretch = stretchOf(leaf.within, moment);
  if (stretch) {
    const within = rows.filter(({ at }) => isCounted(stretch, at));
    return { ...didVerdict(rows, times, stretch), evidence: evidenceOf(leaf.did, within) };
  }
  if (!leaf.within || !("since" in leaf.within)) throw new TypeError("a window without instants");
  const { since, whose } = leaf.within;
  const anchors = rowsOf(since, history, { moment });
  return {
    ...sinceVerdict({ whose, times }, rows, anchors, moment.asOf),
    evidence: evidenceOf(leaf.did, rows),
  };
}

/** The rows that a matcher finds, in the order of time. */
export function rowsOf(matcher: Matcher, history: History, { moment }: Pick<Surroundings, "moment">): Row[] {
  return history.rows[matcher.what].filter((row) => matches(matcher, moment, row));
}

/** Rows as what decides. */
export function evidenceOf({ what }: Matcher, rows: readonly Row[]): Evidence[] {
  return rows.map(({ at, id }) => ({ what, at, id }));
}
