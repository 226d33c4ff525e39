import { join } from "node:path";
import type { Facts } from "../src/core/facts.ts";
import { migrateFacts, openChdb } from "../src/edges/facts/index.ts";
import {
  type Field,
  matchRecords,
  THRESHOLDS,
  type Values,
  unseen,
  weightOfChance,
} from "../src/identify/matching/index.ts";
import { type Bench, type Figure, withFolder } from "./kit.ts";
import { EVERY_PAIR, judge, type Quality } from "./matching-figures.ts";
import { FILES, isHere, readKnown } from "./matching-files.ts";
import { GENERATED, generated } from "./matching-records.ts";

type Known = { fields: readonly Field[]; values: readonly Values[]; truth: readonly string[] };
type Budget = { readonly f1: number; readonly seconds: number };

/** F1 of the issue's own demands; a million generated records in a minute. */
const DEMANDED = { fake1000: 0.9, febrl3: 0.99, dedupe: 0.9 } as const;
const A_MILLION = 60;

/** Of more records not every compared pair is listed, but those of some chance: tens of millions would be. */
const LISTED = 200_000;

const share = (value: number) => value.toFixed(4);
const words = ({ precision, recall, f1 }: Quality) =>
  `precision ${share(precision)}, recall ${share(recall)}, F1 ${share(f1)}`;

async function measure(facts: Facts, name: string, known: Known, budget: Budget): Promise<Figure[]> {
  const began = performance.now();
  const input = { fields: known.fields, country: "US", values: known.values };
  const all = known.truth.length <= LISTED;
  const matched = await matchRecords(facts, input, all ? { ...THRESHOLDS, shown: EVERY_PAIR } : THRESHOLDS);
  const seconds = (performance.now() - began) / 1000;
  const { pairs, groups, blockingRecall, wholeGroups } = judge(
    matched,
    known.truth,
    weightOfChance(THRESHOLDS.same),
  );
  const compared = `${matched.counts.pairs} pairs compared, blocking recall ${all ? "" : "at least "}${share(blockingRecall)}`;
  const clusters = `groups: ${words(groups)}, ${share(wholeGroups)} of the customers whole`;
  const memory = `${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB resident; ${unseen(matched.model).length} levels not seen in training`;
  return [
    {
      name: `${name}: F1 of pairs`,
      figure: pairs.f1,
      unit: "",
      budget: budget.f1,
      better: "more",
      note: `${words(pairs)}; ${compared}`,
    },
    {
      name: `${name}: F1 of groups`,
      figure: groups.f1,
      unit: "",
      budget: budget.f1,
      better: "more",
      note: clusters,
    },
    {
      name: `${name}: time`,
      figure: seconds,
      unit: "s",
      budget: budget.seconds,
      better: "less",
      note: memory,
    },
  ];
}

/** Matching on files whose customers are known, and on generated records: 10 k, 100 k and as many as asked. */
export const matching: Bench = {
  name: "matching",
  run: ({ rows }) =>
    withFolder(async (folder) => {
      const facts = await openChdb({ path: join(folder, "facts") });
      const figures: Figure[] = [];
      try {
        await migrateFacts(facts, { database: "tenure" });
        for (const key of ["fake1000", "febrl3", "dedupe"] as const) {
          const file = FILES[key];
          if (!isHere(file))
            process.stdout.write(`${file.name} left out: ../shared/data/${file.path} is not here\n`);
          else {
            const known = { fields: file.fields, ...readKnown(file) };
            figures.push(
              ...(await measure(facts, file.name, known, { f1: DEMANDED[key], seconds: A_MILLION })),
            );
          }
        }
        for (const size of new Set([10_000, 100_000, rows])) {
          const known = { fields: GENERATED, ...generated(size) };
          const name = `${size.toLocaleString("en")} generated`;
          figures.push(...(await measure(facts, name, known, { f1: 0.9, seconds: A_MILLION })));
        }
        return figures;
      } finally {
        await facts.close();
      }
    }),
};
