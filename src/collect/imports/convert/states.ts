import type { OrderStatus } from "../../../core/rows.ts";
import type { Rules } from "../mapping-contract.ts";

/** What a shop's word for an order's state means; `refunded`: paid and given back. */
export type ShopState = OrderStatus | "refunded";

/** Reads states by the rules. Null where the rules don't know the word and say to refuse it. */
export function stateReader(rules: Rules): (word: string) => ShopState | null {
  const states = new Map<string, ShopState>();
  const add = (words: readonly string[], state: ShopState): void => {
    for (const word of words) states.set(plain(word), state);
  };
  add(rules.paidStates, "paid");
  add(rules.pendingStates, "pending");
  add(rules.voidStates, "void");
  add(rules.cancelledStates, "cancelled");
  add(rules.refundedStates, "refunded");
  const unknown = rules.unknownState === "refuse" ? null : rules.unknownState;
  return (word) => (word === "" ? "paid" : (states.get(plain(word)) ?? unknown));
}

function plain(word: string): string {
  return word
    .replaceAll("İ", "i")
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, " ")
    .trim();
}
