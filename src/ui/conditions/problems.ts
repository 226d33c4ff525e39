/** What is wrong with a rule, found here before it is sent, and where. */
import { ruleSchema, type Rule } from "../../profile/conditions/contract.ts";
import type { Words } from "../api.ts";
import type { Path } from "./places.ts";

/** Something to put right, with its place in the rule. */
export type Problem = { readonly path: Path; readonly words: Words };

type Issue = {
  readonly code?: string | undefined;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly input?: unknown;
};

/** Something has not been written yet: the empty input says so itself. */
const MISSING = "form.missing";
/** Numbers of kept things: 0 is none chosen yet. */
const KEPT = ["segment", "list", "persona", "entered", "left"];

/** Whether it is only not written yet. */
export const isMissing = ({ reason }: Words): boolean => reason === MISSING;

/** Tells a problem from the others of a rule. */
export const keyOf = ({ path, words }: Problem): string =>
  `${path.join(".")} ${words.reason ?? words.message}`;

const REASON = /^[a-z]+\.[a-z_]+$/;

/** The reason that the pages can say for what the schema found. */
function reasonOf(issue: Issue): Omit<Words, "message"> {
  if (REASON.test(issue.message)) return { reason: issue.message };
  if (issue.code === "too_small" && KEPT.includes(String(issue.path.at(-1)))) return { reason: MISSING };
  const isNumber = issue.origin === "number" || issue.origin === "int";
  if (issue.code === "too_small" && isNumber)
    return { reason: "form.too_small", values: { least: Number(issue.minimum) } };
  if (issue.code === "too_small") return { reason: MISSING };
  if (issue.code === "too_big" && isNumber)
    return { reason: "form.too_big", values: { most: Number(issue.maximum) } };
  if (issue.code === "too_big") return { reason: "form.too_long", values: { n: Number(issue.maximum) } };
  if (issue.code === "invalid_format") return { reason: "form.no_day" };
  if (issue.code === "invalid_value") return { reason: "form.no_choice" };
  return { reason: "form.not_accepted" };
}

/** What is wrong with a rule by its schema alone. */
export function problemsOf(rule: Rule | unknown): readonly Problem[] {
  const { error } = ruleSchema.safeParse(rule);
  return (error?.issues ?? []).map((issue) => ({
    path: issue.path.map((step) => (typeof step === "number" ? step : String(step))),
    words: { message: issue.message, ...reasonOf(issue as Issue) },
  }));
}
