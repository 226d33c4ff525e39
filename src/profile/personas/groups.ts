import { SHOP_PERSONAS, type ShopPersona } from "./contract.ts";
import { isKnown } from "./found.ts";
import type { BehaviourMeasure } from "./measures.ts";
import type { Vocabulary } from "./moments-queries.ts";
import type { BehaviourRow } from "./queries.ts";
import { Summary } from "./summary.ts";

/** The customers of a run added up: all of them, by persona of the shop, and by kind that was found. */
export class Groups {
  readonly all: Summary;
  /** Those of whom enough is known to be of a kind: what found kinds are compared with. */
  readonly known: Summary;
  readonly shop: ReadonlyMap<ShopPersona, Summary>;
  readonly found = new Map<number, Summary>();
  readonly #empty: () => Summary;

  constructor(
    measures: readonly BehaviourMeasure[],
    vocabulary: Vocabulary,
    active: { from: number; asOf: number },
  ) {
    this.#empty = () => new Summary(measures, vocabulary, active);
    this.all = this.#empty();
    this.known = this.#empty();
    this.shop = new Map(SHOP_PERSONAS.map((name) => [name, this.#empty()]));
  }

  /** Adds a customer to all groups that they are in. */
  add(row: BehaviourRow, shop: ShopPersona, kind: number | null): void {
    this.all.add(row);
    if (isKnown(row)) this.known.add(row);
    this.shop.get(shop)?.add(row);
    if (kind === null) return;
    const group = this.found.get(kind) ?? this.#empty();
    this.found.set(kind, group);
    group.add(row);
  }
}
