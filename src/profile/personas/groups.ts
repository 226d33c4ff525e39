import { ACCOUNT_PERSONAS, type AccountPersona } from "./accounts/accounts-contract.ts";
import { SHOP_PERSONAS, type ShopPersona } from "./contract.ts";
import { isKnown } from "./found.ts";
import type { BehaviourMeasure } from "./measures.ts";
import type { Vocabulary } from "./moments-queries.ts";
import type { BehaviourRow } from "./queries.ts";
import type { Member } from "./runs-store.ts";
import { Summary } from "./summary.ts";

/** The customers of a run added up: all of them, by persona of the shop, and by kind that was found. */
export class Groups {
  readonly all: Summary;
  /** Those of whom enough is known to be of a kind: what found kinds are compared with. */
  readonly known: Summary;
  /** People at accounts. */
  readonly atAccounts: Summary;
  readonly shop: ReadonlyMap<ShopPersona, Summary>;
  readonly accounts: ReadonlyMap<AccountPersona, Summary>;
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
    this.atAccounts = this.#empty();
    this.accounts = new Map(ACCOUNT_PERSONAS.map((name) => [name, this.#empty()]));
    this.shop = new Map(SHOP_PERSONAS.map((name) => [name, this.#empty()]));
  }

  /** Adds a customer to all groups that they are in. */
  add(row: BehaviourRow, { shop, found, account }: Member): void {
    if (account !== null) {
      this.atAccounts.add(row);
      this.accounts.get(account)?.add(row);
    }
    if (shop === null) return;
    this.all.add(row);
    if (isKnown(row)) this.known.add(row);
    this.shop.get(shop)?.add(row);
    if (found === null) return;
    const group = this.found.get(found) ?? this.#empty();
    this.found.set(found, group);
    group.add(row);
  }
}
