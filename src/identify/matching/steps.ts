import type { AskOptions, Facts } from "../../core/facts.ts";
import type { Sql } from "../../core/sql.ts";

/** What a matching does, in this order. */
export const STAGES = ["load", "block", "compare", "train", "score", "group"] as const;

/** One of {@link STAGES}. */
export type Stage = (typeof STAGES)[number];

/** A step of a matching as it can be looked into: what was asked of the facts, and how many rows came of it. */
export type Step = {
  readonly stage: Stage;
  /** Records, pairs or groups. */
  readonly rows: number;
  /** Its statements with the values that say nothing of anybody, each once. */
  readonly statements: readonly { readonly text: string; readonly times: number }[];
};

/** More statements of one step are not kept. */
const MOST_STATEMENTS = 100;

/** Longer lists in a statement are cut. */
const LONGEST_LIST = 40;

/** Who watches: `signal` stops the run, `reached` is told of each stage as it begins. */
type Watch = {
  readonly signal?: AbortSignal;
  readonly reached?: ((stage: Stage) => Promise<void>) | undefined;
};

/** Watches a run: keeps what its steps ask, and stops it in the engine where the signal aborts. */
export class Watched {
  readonly facts: Facts;
  readonly steps: Step[] = [];
  readonly #reached: Watch["reached"];
  #statements = new Map<string, number>();

  constructor(facts: Facts, id: string, { signal, reached }: Watch) {
    this.#reached = reached;
    const options = (given: AskOptions = {}) => (signal ? { ...given, signal } : given);
    const note = (question: Sql) => this.#note(shown(question).replaceAll(`matching_${id}_`, ""));
    this.facts = {
      query(question, given) {
        note(question);
        return facts.query(question, options(given));
      },
      stream(question, given) {
        note(question);
        return facts.stream(question, options(given));
      },
      async command(statement, given) {
        note(statement);
        await facts.command(statement, options(given));
      },
      insert: (rows) => facts.insert(rows),
      reloadProfiles: (all) => facts.reloadProfiles(all),
      ping: () => facts.ping(),
      close: () => facts.close(),
    };
  }

  /** Does a step; `rows` counts what came of it. */
  async step<Made>(stage: Stage, work: () => Promise<Made>, rows: (made: Made) => number): Promise<Made> {
    await this.#reached?.(stage);
    this.#statements = new Map();
    const made = await work();
    const statements = [...this.#statements].map(([text, times]) => ({ text, times }));
    this.steps.push({ stage, rows: rows(made), statements });
    return made;
  }

  #note(text: string): void {
    const times = this.#statements.get(text) ?? 0;
    if (times > 0 || this.#statements.size < MOST_STATEMENTS) this.#statements.set(text, times + 1);
  }
}

/** A statement with its values, texts apart: they may be what customers are called. */
function shown(statement: Sql): string {
  const { text, params } = statement.render();
  return text
    .replaceAll(/\{(p\d+):[^}]*\}/g, (_, name: string) => {
      const { type, value } = params[name] ?? { type: "String", value: "" };
      if (type === "Identifier") return String(value);
      if (Array.isArray(value)) return listShown(value);
      return typeof value === "string" ? "'…'" : String(value);
    })
    .replaceAll(/\s+/g, " ")
    .trim();
}

function listShown(values: readonly (string | number | bigint)[]): string {
  const few = values.slice(0, LONGEST_LIST).map((value) => (typeof value === "string" ? "'…'" : value));
  return `[${few.join(", ")}${values.length > LONGEST_LIST ? ", …" : ""}]`;
}
