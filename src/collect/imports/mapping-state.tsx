import type { Preview, Question } from "./contract.ts";
import type { Mapping } from "./mapping-contract.ts";

/** The kinds of files, in the order of the choice. */
export const IMPORT_KIND_NAMES = ["order-lines", "orders", "customers", "events", "consents"] as const;

/** What was answered so far, by question. */
export type Answers = Partial<Record<Question["id"], string>>;

/** Begins with what the mapping or the guess says already. */
export function answersOf(preview: Preview): Answers {
  const answers: Answers = {};
  for (const { id, assumed } of preview.questions) {
    const answer = preview.mapping[id] ?? assumed;
    if (answer !== null) answers[id] = answer;
  }
  return answers;
}

/** Fields that the kind needs and that have no column yet. */
export function missingIn(preview: Preview, mapping: Mapping): string[] {
  if (mapping.kind !== preview.kind.value) return [];
  const needed = preview.fields.filter(({ required }) => required).map(({ name }) => name);
  return [...new Set([...needed, ...preview.missing])].filter((name) => !mapping.columns[name]);
}
