import type { Period } from "../basis/index.ts";
import type { SetOfCustomers } from "../customers/index.ts";
import type { FigureKey } from "./contract.ts";

/** The customers behind a figure of a period: of its numerator, and of its denominator. */
export function behind(
  key: FigureKey,
  of: { period: Period; day: string },
): { behind: SetOfCustomers | null; behindAll: SetOfCustomers | null } {
  const sets = (some: SetOfCustomers, all: SetOfCustomers) => ({ behind: some, behindAll: all });
  switch (key) {
    case "retention_rate":
      return sets({ set: "retained", ...of }, { set: "opening", ...of });
    case "churn_rate":
      return sets({ set: "lost", ...of }, { set: "opening", ...of });
    case "repeat_rate":
      return sets({ set: "repeat", ...of }, { set: "customers", ...of });
    case "reorder_30":
    case "reorder_90":
    case "reorder_365":
      return sets(
        { set: "reordered", ...of, within: Number(key.slice("reorder_".length)) },
        { set: "cohort", ...of, k: 0 },
      );
    case "average_order_value":
    case "purchase_frequency":
    case "customer_value":
      return sets({ set: "ordered", ...of }, { set: "ordered", ...of });
    case "lifetime_value_formula":
    case "lifetime_value_historic":
      return sets({ set: "customers", ...of }, { set: "customers", ...of });
  }
}
