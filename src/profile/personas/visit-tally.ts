import { wilson } from "../../core/wilson.ts";
import type { Among, Landing, PersonaDetails } from "./details-contract.ts";
import { shareDifference } from "./newcombe.ts";
import type { VisitsRow } from "./visits-queries.ts";

const MOST = 8;

type Words = { readonly pages: readonly string[]; readonly channels: readonly string[] };

/** Counts by group and by place in a list of words, from 1. */
class Grid {
  readonly #counts: Uint32Array;
  readonly #groups: number;

  constructor(groups: number, places: number) {
    this.#groups = groups;
    this.#counts = new Uint32Array(groups * (places + 1));
  }

  add(groups: readonly number[], place: number): void {
    for (const group of groups) {
      const at = place * this.#groups + group;
      this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    }
  }

  sum(groups: readonly number[], place: number): number {
    return groups.reduce((sum, group) => sum + (this.#counts[place * this.#groups + group] ?? 0), 0);
  }
}

/** Where the visits of several groups land and end, added up. */
export class VisitTally {
  readonly #words: Words;
  readonly #grids: Readonly<Record<"landed" | "visits" | "bounced" | "left" | "channel", Grid>>;
  readonly #people: Grid;

  constructor(groups: number, words: Words) {
    this.#words = words;
    const [pages, channels] = [words.pages.length, words.channels.length];
    const grid = (places: number): Grid => new Grid(groups, places);
    this.#grids = {
      ...{ landed: grid(pages), visits: grid(pages), bounced: grid(pages), left: grid(pages) },
      channel: grid(channels),
    };
    this.#people = grid(2);
  }

  /** Adds a customer who is in these groups. */
  add(groups: readonly number[], row: VisitsRow): void {
    const { landed, visits, bounced, left, channel } = this.#grids;
    for (const page of new Set(row.landed)) landed.add(groups, page);
    for (const [at, page] of row.landed.entries()) {
      visits.add(groups, page);
      if (row.bounced[at] === 1) bounced.add(groups, page);
    }
    left.add(groups, row.leftFrom);
    channel.add(groups, row.lastChannel);
    this.#people.add(groups, 0);
    if (row.unsubscribed === 1) this.#people.add(groups, 1);
    if (row.shared === 1) this.#people.add(groups, 2);
  }

  /** Pages from which visits of a group that land there end at once more often than those of others, the surest first. */
  landings(group: number, others: readonly number[], least: number): Landing[] {
    const found = this.#words.pages.map((page, at): Landing => {
      const own = this.#bounces([group], at + 1);
      const theirs = this.#bounces(others, at + 1);
      return {
        page,
        customers: this.#grids.landed.sum([group], at + 1),
        ...{ visits: own.of, bounced: own.hits },
        interval: own.of === 0 ? { low: 0, high: 1 } : wilson(own.hits / own.of, own.of),
        ...{ otherVisits: theirs.of, otherBounced: theirs.hits },
        difference: shareDifference(own, theirs),
      };
    });
    return found
      .filter(({ customers, difference }) => customers >= least && difference.low > 0)
      .toSorted((a, b) => b.difference.low - a.difference.low)
      .slice(0, MOST);
  }

  /** How a group leaves. */
  leaving(group: number, others: readonly number[], least: number): PersonaDetails["leaving"] {
    const { left, channel } = this.#grids;
    const among = (grid: Grid, value: string, place: number): Among => ({
      value,
      customers: grid.sum([group], place),
      others: grid.sum(others, place),
    });
    const most = (grid: Grid, words: readonly string[]): Among[] =>
      words
        .map((value, at) => among(grid, value, at + 1))
        .filter(({ customers }) => customers >= least)
        .toSorted((a, b) => b.customers - a.customers)
        .slice(0, MOST);
    return {
      visitors: this.#people.sum([group], 0),
      others: this.#people.sum(others, 0),
      pages: most(left, this.#words.pages),
      channels: most(channel, this.#words.channels),
      unsubscribed: among(this.#people, "unsubscribed", 1),
      shared: among(this.#people, "shared", 2),
    };
  }

  #bounces(groups: readonly number[], place: number): { hits: number; of: number } {
    const { visits, bounced } = this.#grids;
    return { hits: bounced.sum(groups, place), of: visits.sum(groups, place) };
  }
}
