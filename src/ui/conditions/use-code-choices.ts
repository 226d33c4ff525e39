import { codesOf, type Coded } from "../../core/code-names.ts";
import { codeOf, type Plain } from "../../profile/conditions/contract.ts";
import { nameOfValue } from "./say-is.ts";
import { useSay } from "./use-say.ts";
import { useSuggestions } from "./use-suggestions.ts";

const SEEN = { country: "countries", language: "languages" } as const;

/** All countries or languages by their names, those that the workspace's own data has first. */
export function useCodeChoices(kind: Coded | null, held: readonly Plain[]) {
  const say = useSay();
  const seen = useSuggestions(kind && SEEN[kind]);
  if (kind === null) return { values: [], choices: [] };
  const choice = (value: string) => ({ value, label: nameOfValue(say, kind, value) ?? value });
  const byName = codesOf(kind)
    .map(choice)
    .toSorted((left, right) => left.label.localeCompare(right.label));
  const values = [...new Set(held.map((value) => codeOf(kind, value) ?? String(value)))];
  const first = [...seen, ...values].map(choice);
  const choices = new Map([...first, ...byName].map((one) => [one.value, one]));
  return { values, choices: [...choices.values()] };
}
