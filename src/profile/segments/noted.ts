import type { FigureName } from "../../core/customer-figures-port.ts";
import type { HandledEvent } from "../../core/event.ts";
import type { HandleId } from "../../core/ids.ts";
import type { FactRows } from "../../core/rows.ts";
import type { StateTransaction } from "../../core/state.ts";
import type { Needs } from "../conditions/index.ts";
import { holdRules } from "./ground-store.ts";
import { keptOf } from "./kept.ts";
import { readSegments } from "./kept-store.ts";
import { touch } from "./touched-store.ts";

/** What a batch brings of customers. */
export type Brought = Pick<FactRows, "order" | "refund" | "trait" | "consent"> & {
  readonly events: readonly HandledEvent[];
};

/** What can change a membership, over all rules. */
type AnyNeed = {
  readonly events: ReadonlySet<string> | "all";
  readonly traits: ReadonlySet<string>;
  readonly orders: boolean;
  readonly consents: boolean;
};

/** Remembers between batches what the rules look at. */
export class Touching {
  readonly #figureNames: readonly FigureName[];
  #changes = -1;
  #need: AnyNeed | null = null;

  /** `figureNames`: what rules may say of figures. */
  constructor(figureNames: readonly FigureName[]) {
    this.#figureNames = figureNames;
  }

  /** Notes whose memberships the batch may change, in the transaction that stores it. */
  async note(tx: StateTransaction, brought: Brought): Promise<void> {
    const changes = await holdRules(tx);
    if (changes !== this.#changes) {
      const { rules } = keptOf(await readSegments(tx), this.#figureNames);
      this.#need = rules.length === 0 ? null : anyOf(rules.map(({ needs }) => needs));
      this.#changes = changes;
    }
    if (this.#need) await touch(tx, concerned(this.#need, brought));
  }
}

function anyOf(needs: readonly Needs[]): AnyNeed {
  const events = needs.some((need) => need.events === "all")
    ? ("all" as const)
    : new Set(needs.flatMap((need) => [...need.events]));
  return {
    events,
    traits: new Set(needs.flatMap((need) => [...need.traits])),
    orders: needs.some(({ orders, refunds, figures }) => orders || refunds || figures.size > 0),
    consents: needs.some(({ consents }) => consents),
  };
}

function concerned(need: AnyNeed, { events, order, refund, trait, consent }: Brought): Set<HandleId> {
  const found = new Set<HandleId>();
  for (const { name, handleId } of events) {
    if (need.events === "all" || need.events.has(name)) found.add(handleId);
  }
  if (need.consents) for (const { handle_id: id } of consent) found.add(id);
  if (need.orders) for (const { handle_id: id } of [...order, ...refund]) found.add(id);
  for (const { name, handle_id: id } of trait) if (need.traits.has(name)) found.add(id);
  return found;
}
