/** One condition in words. */
import { ownIn, type Leaf, type NumberIs, type Step, type Total } from "../../profile/conditions/contract.ts";
import { sayDuration, sayField, sayFigure, sayFilters, sayIs } from "./say-is.ts";
import { sayNoun, sayNouns, sayTimes, sayVerb, sayWindow, withFilters } from "./say-rows.ts";
import { anyOf, quoted, tidy, type Kept, type KeptId, type Say } from "./say.ts";

type Of<Key extends string> = Extract<Leaf, { readonly [key in Key]: unknown }>;

/** Whether the condition is that something was not done. */
export const isDenied = ({ times }: Of<"did">): boolean =>
  times !== undefined &&
  (("exactly" in times && times.exactly === 0) || ("at_most" in times && times.at_most === 0));

function sayDid(say: Say, leaf: Of<"did">): string {
  const denied = isDenied(leaf);
  const clause = say.t("conditions.line.did", {
    ...sayVerb(say, leaf.did, denied),
    times: denied ? "" : sayTimes(say, leaf.times),
    window: sayWindow(say, leaf.within, denied ? "never" : leaf.times && "ever"),
  });
  return withFilters(say, tidy(clause), leaf.did);
}

function sayStep(say: Say, step: Step): string {
  const isDone = "did" in step;
  const what = sayNoun(say, isDone ? step.did : step.not);
  if (!step.within) return isDone ? what : say.t("conditions.then.not", { what });
  const duration = sayDuration(say, step.within);
  return isDone
    ? say.t("conditions.then.didWithin", { what, duration })
    : say.t("conditions.then.notWithin", { what, duration });
}

function saySequence(say: Say, { sequence, within }: Of<"sequence">): string {
  const steps = sequence
    .map((step) => sayStep(say, step))
    .reduce((before, after) => say.t("conditions.then.next", { before, after }));
  return say.t("conditions.line.sequence", { steps, window: sayWindow(say, within) });
}

function sayEdge(say: Say, leaf: Of<"first"> | Of<"last">): string {
  const { where, item, within } = leaf;
  const [which, matcher] =
    "first" in leaf ? (["first", leaf.first] as const) : (["last", leaf.last] as const);
  const values = { what: sayNoun(say, matcher), window: sayWindow(say, within) };
  if (!where?.length) {
    const filters = sayFilters(say, item ?? [], true);
    return say.t(`conditions.line.${which}_item`, { ...values, filters });
  }
  const clause = say.t(`conditions.line.${which}`, { ...values, filters: sayFilters(say, where) });
  return withFilters(say, clause, { what: matcher.what, item });
}

function sayInterest(say: Say, leaf: Of<"interest">): string {
  const { t, format } = say;
  const is =
    "share" in leaf.is
      ? t("conditions.interest.share", { share: format.percent(leaf.is.share, 0) })
      : t("conditions.interest.rank", { count: leaf.is.rank, n: format.number(leaf.is.rank) });
  return t("conditions.line.interest", {
    what: t(`conditions.interest.${leaf.interest}`),
    of: anyOf(say, leaf.of),
    by: t(`conditions.interest.${leaf.by}`),
    window: sayWindow(say, leaf.within),
    is,
  });
}

function sayTop({ t, format, ...say }: Say, { top }: Of<"top">): string {
  const share =
    "percent" in top
      ? t("conditions.top.percent", { n: format.number(top.percent, Number.isInteger(top.percent) ? 0 : 1) })
      : t("conditions.top.count", { n: format.number(top.count) });
  return t("conditions.line.top", { share, figure: sayFigure({ t, format, ...say }, top.by) });
}

/** Who is in something kept, or, denied, who is not. */
export function sayMember(say: Say, kind: Kept, id: KeptId, denied: boolean): string {
  const is = denied ? say.t(`conditions.member.${kind}_not`) : say.t(`conditions.member.${kind}`);
  return say.t(`conditions.line.${kind}`, { is, name: quoted(say, say.nameOf(kind, id)) });
}

function sayTotal(say: Say, leaf: Total): string {
  const { t } = say;
  const as = t(`conditions.as.${leaf.as}`);
  const [what, window] = [sayNouns(say, leaf.total), sayWindow(say, leaf.within)];
  const field = sayField(say, leaf.of);
  return t("conditions.line.total", { as, field, what, window, is: sayTotalIs(say, leaf) });
}

function sayTotalIs(say: Say, { is, as }: Total): string {
  const { t, format } = say;
  const against = ownIn(is);
  if (!against) return sayIs(say, is as NumberIs);
  const [op = "at_least"] = Object.keys(is);
  const { times, own } = against;
  const values = {
    times: format.number(times, Number.isInteger(times) ? 0 : 1),
    as: t(`conditions.own.as.${own.as ?? as}`),
  };
  const window = sayWindow(say, own.within);
  const value = window
    ? t("conditions.own.window", { ...values, window })
    : t("conditions.own.plain", values);
  return t(`conditions.is.${op as "at_least"}`, { value });
}

function untidy(say: Say, leaf: Leaf): string {
  const { t } = say;
  const segment = (id: number) => quoted(say, say.nameOf("segment", id));
  if ("did" in leaf) return sayDid(say, leaf);
  if ("total" in leaf) return sayTotal(say, leaf);
  if ("first" in leaf || "last" in leaf) return sayEdge(say, leaf);
  if ("sequence" in leaf) return saySequence(say, leaf);
  if ("trait" in leaf)
    return t("conditions.line.trait", { field: quoted(say, leaf.trait), is: sayIs(say, leaf.is, "trait") });
  if ("figure" in leaf) {
    return t("conditions.line.figure", {
      field: sayFigure(say, leaf.figure),
      is: sayIs(say, leaf.is, leaf.figure),
    });
  }
  if ("consent" in leaf) {
    const category = quoted(say, leaf.consent);
    return t("conditions.line.consent", { is: t(`conditions.consent.${leaf.is}`), category });
  }
  if ("interest" in leaf) return sayInterest(say, leaf);
  if ("entered" in leaf)
    return t("conditions.line.entered", {
      name: segment(leaf.entered),
      window: sayWindow(say, leaf.within, "ever"),
    });
  if ("left" in leaf)
    return t("conditions.line.left", {
      name: segment(leaf.left),
      window: sayWindow(say, leaf.within, "ever"),
    });
  if ("sample" in leaf) {
    const percent = say.format.number(leaf.sample.percent, Number.isInteger(leaf.sample.percent) ? 0 : 1);
    return t("conditions.line.sample", { percent, seed: quoted(say, leaf.sample.seed) });
  }
  if ("top" in leaf) return sayTop(say, leaf);
  if ("account" in leaf) {
    const { field, is } = leaf.account;
    return t("conditions.line.account", { field: sayField(say, field), is: sayIs(say, is, field) });
  }
  const [kind, id] = Object.entries(leaf)[0] as [Kept, KeptId];
  return sayMember(say, kind, id, false);
}

/** One condition in words, as it follows "customers". */
export const sayLeaf = (say: Say, leaf: Leaf): string => tidy(untidy(say, leaf));
