import type { FigureName } from "../../core/customer-figures-port.ts";
import { because } from "../../core/reason.ts";
import { codedIn, codeOf } from "./coded.ts";
import { leavesOf, type Filter, type Leaf, type Rule } from "./contract.ts";
import { isComparable } from "./figure-queries.ts";
import type { Path, RuleProblem } from "./types.ts";

/** What rules may name, as it is known. */
export type Known = {
  /** The rules of segments, by number; while one is changed, without its own. */
  readonly segments: ReadonlyMap<number, Rule>;
  readonly lists: ReadonlySet<number>;
  /** Those that the last run found, by id. */
  readonly personas: ReadonlySet<string>;
  readonly figureNames: readonly FigureName[];
  /** The segment whose rule it is to be; null: a new one's. */
  readonly own: number | null;
};

/** What is wrong with a rule beyond its form, each with its place; empty: it can be asked. */
export function checkRule(rule: Rule, known: Known): RuleProblem[] {
  return leavesOf(rule).flatMap(({ path, leaf }) => [
    ...problemsOf(leaf, path, known),
    ...filtersIn(leaf, path).flatMap((placed) => codeProblems(placed)),
  ]);
}

type PlacedFilter = { readonly path: Path; readonly filter: Filter };

/** The filters of a condition, wherever they stand in it. */
function filtersIn(part: unknown, path: Path): PlacedFilter[] {
  if (typeof part !== "object" || part === null) return [];
  if ("field" in part && "is" in part) return [{ path, filter: part as Filter }];
  return Object.entries(part).flatMap(([key, held]) =>
    filtersIn(held, [...path, Array.isArray(part) ? Number(key) : key]),
  );
}

/** What is neither a code nor the name of one would find nobody, and nobody would know why. */
function codeProblems({ path, filter: { field, is } }: PlacedFilter): RuleProblem[] {
  const kind = codedIn(field);
  if (kind === null || "known" in is) return [];
  const [[key, held] = ["", []]] = Object.entries(is);
  if (key !== "any_of" && key !== "none_of")
    return [{ path: [...path, "is"], words: because("conditions.only_codes") }];
  const reason = kind === "country" ? "conditions.no_country" : "conditions.no_language";
  return [...held].flatMap((value, index) =>
    codeOf(kind, value) === null
      ? [{ path: [...path, "is", key, index], words: because(reason, { text: String(value) }) }]
      : [],
  );
}

function problemsOf(leaf: Leaf, path: Path, known: Known): RuleProblem[] {
  const problem = (key: string, words: RuleProblem["words"]) => [{ path: [...path, key], words }];
  if ("figure" in leaf) return figureProblems(leaf.figure, leaf.is, path, known);
  if ("top" in leaf) return figureProblems(leaf.top.by, null, [...path, "top", "by"], known);
  if ("list" in leaf && !known.lists.has(leaf.list)) {
    return problem("list", because("conditions.no_list", { id: leaf.list }));
  }
  if ("persona" in leaf && !known.personas.has(leaf.persona)) {
    return problem("persona", because("conditions.no_persona", { id: leaf.persona }));
  }
  for (const key of ["entered", "left"] as const) {
    const id = key in leaf ? (leaf as Record<typeof key, number>)[key] : null;
    if (id !== null && !known.segments.has(id) && id !== known.own) {
      return problem(key, because("conditions.no_segment", { id }));
    }
  }
  return "segment" in leaf ? segmentProblems(leaf.segment, path, known) : [];
}

function figureProblems(
  name: string,
  is: Extract<Leaf, { figure: string }>["is"] | null,
  path: Path,
  { figureNames }: Known,
): RuleProblem[] {
  const figure = figureNames.find((one) => one.name === name);
  if (!figure) {
    const names = figureNames.map((one) => one.name);
    return [{ path: [...path, "figure"], words: because("conditions.no_figure", { name, names }) }];
  }
  if (is === null ? figure.kind === "number" : isComparable(figure.kind, is)) return [];
  return [{ path: [...path, "is"], words: because("conditions.no_such_comparison", { name }) }];
}

function segmentProblems(id: number, path: Path, { segments, own }: Known): RuleProblem[] {
  const at = [...path, "segment"];
  if (id !== own && !segments.has(id)) return [{ path: at, words: because("conditions.no_segment", { id }) }];
  const way = wayBack(id, segments, own === null ? [] : [own]);
  return way ? [{ path: at, words: because("conditions.goes_round", { way: way.map(String) }) }] : [];
}

/** The segments by which a rule comes back to one that it came by; null where it doesn't. */
function wayBack(
  id: number,
  segments: ReadonlyMap<number, Rule>,
  before: readonly number[],
): number[] | null {
  if (before.includes(id)) return [...before, id];
  const rule = segments.get(id);
  for (const { leaf } of rule ? leavesOf(rule) : []) {
    const way = "segment" in leaf ? wayBack(leaf.segment, segments, [...before, id]) : null;
    if (way) return way;
  }
  return null;
}
