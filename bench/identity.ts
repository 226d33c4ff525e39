import { join } from "node:path";
import { asId, type SourceId } from "../src/core/ids.ts";
import { migrateFacts, openChdb } from "../src/edges/facts/index.ts";
import { type Bench, type Figure, withFolder } from "./kit.ts";
import { withState } from "./matching-arriving.ts";
import { judgePairs, puzzle, WITHOUT_ASKING } from "./who-is-who.ts";

/** Shops that nothing was tuned on, and how many customers each has at most: pairs are of one shop. */
const SEEDS = [201, 202, 203];
const MOST_CUSTOMERS = 2000;

const share = (value: number) => value.toFixed(4);

async function shop(seed: number, customers: number): Promise<Figure[]> {
  return withFolder((folder) =>
    withState(folder, async (state) => {
      const facts = await openChdb({ path: join(folder, "facts") });
      try {
        await migrateFacts(facts, { database: "tenure" });
        const known = await puzzle(
          { state, facts },
          {
            ...{ customers, seed, end: Date.UTC(2026, 5, 1), currency: "EUR" },
            ...{ sourceId: asId<SourceId>(1), importId: null },
          },
        );
        const line = (name: string, cause?: string): Figure[] => {
          const [rules, both] = [judgePairs(known.byRules, cause), judgePairs(known.together, cause)];
          const note = `${both.pairs} true pairs: precision ${share(both.precision)}, recall ${share(both.recall)}; rules alone: ${share(rules.precision)}, ${share(rules.recall)}`;
          const common = { unit: "", better: "more", note } as const;
          const recall = { name: `${name}: recall`, figure: both.recall, budget: 0.95, ...common };
          if (cause !== undefined) return [recall];
          return [{ name: `${name}: precision`, figure: both.precision, budget: 0.995, ...common }, recall];
        };
        const causes = [...new Set(known.together.map(({ cause }) => cause))].toSorted();
        const about = `shop ${seed}, ${customers} customers, joined from ${WITHOUT_ASKING} on`;
        return [...line(about), ...causes.flatMap((cause) => line(`${seed}, pairs with ${cause}`, cause))];
      } finally {
        await facts.close();
      }
    }),
  );
}

/** Who is who in simulated shops, by rules and matching together, as a whole and by what each thing is. */
export const identity: Bench = {
  name: "identity",
  async run({ rows }) {
    const figures: Figure[] = [];
    for (const seed of SEEDS) figures.push(...(await shop(seed, Math.min(rows, MOST_CUSTOMERS))));
    return figures;
  },
};
