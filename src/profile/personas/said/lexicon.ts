import { isCharacteristic } from "./characteristic-contract.ts";
import { logOddsZ } from "./log-odds.ts";
import type { Words } from "./tokens.ts";

/** A word that a group says. */
export type Said = {
  /** The form in which words are compared. */
  readonly key: string;
  /** As it is written most often. */
  readonly text: string;
  /** Other ways in which it is written too. */
  readonly forms: string[];
  /** Customers of the group, and others, who said it. */
  readonly customers: number;
  readonly others: number;
  /** How much more the group says it than others, in standard deviations of the log-odds. */
  readonly z: number;
};

type Entry = { readonly forms: Map<string, number>; readonly counts: Uint32Array };

const MOST_FORMS = 8;

/** Who of several groups says which words. A customer says a word once, however often it was. */
export class Lexicon {
  /** Customers who said anything, by group. */
  readonly speakers: Uint32Array;
  readonly #said: Float64Array;
  readonly #entries = new Map<string, Entry>();

  constructor(groups: number) {
    this.speakers = new Uint32Array(groups);
    this.#said = new Float64Array(groups);
  }

  /** Adds the words of one customer, who is in these groups. */
  add(groups: readonly number[], words: Words): void {
    if (words.size === 0) return;
    for (const group of groups) {
      this.speakers[group] = (this.speakers[group] ?? 0) + 1;
      this.#said[group] = (this.#said[group] ?? 0) + words.size;
    }
    for (const [key, form] of words) {
      const entry = this.#entries.get(key) ?? {
        forms: new Map(),
        counts: new Uint32Array(this.speakers.length),
      };
      this.#entries.set(key, entry);
      entry.forms.set(form, (entry.forms.get(form) ?? 0) + 1);
      for (const group of groups) entry.counts[group] = (entry.counts[group] ?? 0) + 1;
    }
  }

  /** The words that at least so many customers of a group say, held against the other groups given: the most characteristic first, then the most usual. */
  saidBy(group: number, others: readonly number[], least: number): Said[] {
    const [of, othersOf] = [this.#said[group] ?? 0, total(this.#said, others)];
    const found: Said[] = [];
    for (const [key, { forms, counts }] of this.#entries) {
      const customers = counts[group] ?? 0;
      if (customers < least) continue;
      const theirs = total(counts, others);
      const z = logOddsZ({ said: customers, of }, { said: theirs, of: othersOf });
      const [text = key, ...more] = usualFirst(forms);
      found.push({ key, text, forms: more.slice(0, MOST_FORMS), customers, others: theirs, z });
    }
    return found.toSorted(
      (a, b) =>
        Number(isCharacteristic(b)) - Number(isCharacteristic(a)) || order(a, b) || (a.key < b.key ? -1 : 1),
    );
  }
}

function order(a: Said, b: Said): number {
  return isCharacteristic(a) ? b.z - a.z : b.customers - a.customers;
}

function usualFirst(forms: ReadonlyMap<string, number>): string[] {
  return [...forms].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([form]) => form);
}

function total(counts: ArrayLike<number>, groups: readonly number[]): number {
  return groups.reduce((sum, group) => sum + (counts[group] ?? 0), 0);
}
