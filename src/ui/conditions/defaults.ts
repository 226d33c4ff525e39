/** What a new condition of each kind begins with. */
import type { Leaf, LeafKind } from "../../profile/conditions/contract.ts";

/** What can be added: the kinds of conditions, and that something was not done. */
export type Added = LeafKind | "didNot";

/** The kinds by what they are about, as the menu lists them. */
export const MENU = {
  behaviour: ["did", "didNot", "total", "first", "last", "sequence", "interest"],
  about: ["trait", "consent", "account"],
  figures: ["figure", "top"],
  members: ["segment", "persona", "list", "entered", "left", "sample"],
} as const satisfies Readonly<Record<string, readonly Added[]>>;

const week = { last: { days: 7 } } as const;
const month = { last: { days: 30 } } as const;
const noFilter = { field: "channel", is: { any_of: [] } } as const;

/** The condition that a choice in the menu begins with; what only the reader knows is left open. */
export function newLeaf(kind: Added): Leaf {
  const leaves: Readonly<Record<Added, Leaf>> = {
    did: { did: { what: "order" }, times: { at_least: 1 } },
    didNot: { did: { what: "event", names: [] }, times: { exactly: 0 }, within: month },
    total: { total: { what: "order" }, of: "amount", as: "sum", is: { at_least: 100 } },
    first: { first: { what: "order" }, where: [noFilter] },
    last: { last: { what: "order" }, where: [noFilter] },
    sequence: {
      sequence: [{ did: { what: "event", names: [] } }, { not: { what: "order" }, within: { days: 1 } }],
    },
    interest: { interest: "category", of: [], by: "any", is: { rank: 3 } },
    trait: { trait: "", is: { any_of: [] } },
    consent: { consent: "", is: "granted" },
    account: { account: { field: "id", is: { any_of: [] } } },
    figure: { figure: "orders", is: { at_least: 2 } },
    top: { top: { by: "revenue", percent: 5 } },
    segment: { segment: 0 },
    list: { list: 0 },
    persona: { persona: "" },
    entered: { entered: 0, within: week },
    left: { left: 0, within: week },
    sample: { sample: { percent: 10, seed: "A" } },
  };
  return leaves[kind];
}
