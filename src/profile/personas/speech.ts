import { isJsonObject } from "../../core/json.ts";
import { MATTERS, type Matter, type PersonaDetails, type SaidOf } from "./details-contract.ts";
import { Lexicon } from "./said/lexicon.ts";
import { type Text, TEXT_KINDS, textsOf } from "./said/texts.ts";
import { phrasesOf, type Words, wordsOf } from "./said/tokens.ts";
import type { TextRow } from "./texts-queries.ts";

const MOST_WORDS = 16;
const MOST_OF_MATTER = 6;

/** The texts of a row, as they were sent. */
export function textsIn({ name, properties }: Pick<TextRow, "name" | "properties">): Text[] {
  const parsed: unknown = JSON.parse(properties);
  return isJsonObject(parsed) ? textsOf(name, parsed) : [];
}

/** What of a text counts for a matter: its words; of short searches and answers the whole. */
export function saidIn({ kind, text, evidence }: Text, matter: Matter, language: string): Words {
  if (matter === "words") return wordsOf(text, language);
  if (evidence !== matter) return new Map();
  return kind === "search" || kind === "survey" ? phrasesOf(text, language) : wordsOf(text, language);
}

/** What several groups say. */
export class Speech {
  readonly #lexicons: Readonly<Record<Matter, Lexicon>>;
  readonly #speakers: Readonly<Record<Text["kind"], Uint32Array>>;

  constructor(groups: number) {
    const lexicon = (): Lexicon => new Lexicon(groups);
    this.#lexicons = { words: lexicon(), goals: lexicon(), pains: lexicon(), motives: lexicon() };
    const counts = (): Uint32Array => new Uint32Array(groups);
    this.#speakers = { search: counts(), review: counts(), ticket: counts(), survey: counts() };
  }

  /** Adds all that a customer who is in these groups wrote. */
  add(groups: readonly number[], rows: readonly TextRow[]): void {
    const all = rows.flatMap((row) => textsIn(row).map((text) => ({ text, language: row.language })));
    for (const matter of MATTERS) {
      const said = new Map(all.flatMap(({ text, language }) => [...saidIn(text, matter, language)]));
      this.#lexicons[matter].add(groups, said);
    }
    for (const kind of TEXT_KINDS) {
      if (!all.some(({ text }) => text.kind === kind)) continue;
      const speakers = this.#speakers[kind];
      for (const group of groups) speakers[group] = (speakers[group] ?? 0) + 1;
    }
  }

  /** What a group says, held against the others given; words of at least so many customers. */
  of(group: number, others: readonly number[], least: number): Pick<PersonaDetails, "speakers" | "matters"> {
    const matter = (name: Matter): SaidOf => {
      const { speakers } = this.#lexicons[name];
      const said = this.#lexicons[name].saidBy(group, others, least);
      return {
        speakers: speakers[group] ?? 0,
        otherSpeakers: others.reduce((sum, at) => sum + (speakers[at] ?? 0), 0),
        said: said.slice(0, name === "words" ? MOST_WORDS : MOST_OF_MATTER),
      };
    };
    const { search, review, ticket, survey } = this.#speakers;
    return {
      speakers: {
        ...{ search: search[group] ?? 0, review: review[group] ?? 0 },
        ...{ ticket: ticket[group] ?? 0, survey: survey[group] ?? 0 },
      },
      matters: {
        ...{ words: matter("words"), goals: matter("goals") },
        ...{ pains: matter("pains"), motives: matter("motives") },
      },
    };
  }
}
