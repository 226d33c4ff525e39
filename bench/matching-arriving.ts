import { join } from "node:path";
import { keepPostgres, migrateState, openState } from "../src/edges/state/index.ts";
import { migrateFacts, openChdb } from "../src/edges/facts/index.ts";
import { asId, type HandleId } from "../src/core/ids.ts";
import {
  type Arriving,
  keepKnown,
  type Known,
  knownFrom,
  matchArriving,
  matchRecords,
  rememberRecords,
  THRESHOLDS,
} from "../src/identify/matching/index.ts";
import type { State } from "../src/core/state.ts";
import { quiet } from "../test/kit/log.ts";
import { type Bench, percentile, withFolder } from "./kit.ts";
import { GENERATED, generated } from "./matching-records.ts";

/** Records that the model is trained on; records that arrive, after as many that nobody counts. */
const TRAINED = 20_000;
const ARRIVE = 500;

/** Runs something on a migrated Postgres of its own, in the folder. */
export async function withState<Result>(
  folder: string,
  work: (state: State) => Promise<Result>,
): Promise<Result> {
  const keeper = await keepPostgres({ folder: join(folder, "state"), log: quiet });
  const state = openState({ connection: keeper.connection, log: quiet });
  try {
    await migrateState(state);
    return await work(state);
  } finally {
    await state.destroy();
    await keeper.stop();
  }
}

/** Learns from some of the records by a batch, and keeps what was learned. */
async function learn(folder: string, state: State, records: readonly Arriving[]): Promise<Known> {
  const facts = await openChdb({ path: join(folder, "facts") });
  try {
    await migrateFacts(facts, { database: "tenure" });
    const values = records.slice(0, TRAINED).map((record) => record.values);
    const input = { fields: GENERATED, country: "US", values };
    const matched = await matchRecords(facts, input, THRESHOLDS, { frequencies: true });
    const frequencies = matched.frequencies ?? { filled: [], often: [] };
    const known = knownFrom(matched, frequencies, input);
    await keepKnown(state, known, frequencies);
    return known;
  } finally {
    await facts.close();
  }
}

/** A record that arrives is remembered and matched against as many as asked, one after the other. */
export const arriving: Bench = {
  name: "arriving",
  run: ({ rows }) =>
    withFolder((folder) =>
      withState(folder, async (state) => {
        const records = generated(rows).values.map((values, index) => ({
          handleId: asId<HandleId>(index + 1),
          values,
        }));
        const known = await learn(folder, state, records);
        await rememberRecords(state, known, records);
        const times: number[] = [];
        let [found, used] = [0, process.cpuUsage()];
        for (let at = 0; at < 2 * ARRIVE; at += 1) {
          if (at === ARRIVE) [found, used] = [0, process.cpuUsage()];
          const record = records[(at * 7919) % records.length];
          if (record === undefined) break;
          const began = performance.now();
          const [likenesses = []] = await matchArriving(state, known, [record], THRESHOLDS.shown);
          found += likenesses.length;
          if (at >= ARRIVE) times.push(performance.now() - began);
        }
        const { user, system } = process.cpuUsage(used);
        const note = `${rows} records known; ${ARRIVE} arrive; median ${percentile(times, 0.5).toFixed(1)} ms, ${((user + system) / 1000 / ARRIVE).toFixed(1)} ms of processor time beside Postgres; ${(found / ARRIVE).toFixed(1)} found each`;
        const figure = percentile(times, 0.99);
        return [
          {
            name: "a record matched as it arrives, p99",
            figure,
            unit: "ms",
            budget: 10,
            better: "less",
            note,
          },
        ];
      }),
    ),
};
