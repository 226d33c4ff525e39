import type { State, StateTransaction } from "../../core/state.ts";
import { Thresholds } from "./thresholds-contract.ts";
import "./tables.ts";

/** A version of the thresholds: what holds since then, who said so, when. */
export type Version = {
  readonly version: number;
  /** Null: given back to the data, which has not set them yet. */
  readonly thresholds: Thresholds | null;
  readonly chosenBy: "data" | "person";
  /** Empty: nobody did, it was the data. */
  readonly saidBy: string;
  readonly saidAt: Date;
};

/** Versions that one answer holds; the older ones stay stored. */
const MOST_VERSIONS = 50;

/** The versions in a currency, the latest first: thresholds of value mean nothing in another one. */
export async function versionsOf(
  state: State | StateTransaction,
  currency: string,
  most = MOST_VERSIONS,
): Promise<Version[]> {
  const rows = await state
    .selectFrom("rfm_thresholds")
    .selectAll()
    .where("currency", "=", currency)
    .orderBy("id", "desc")
    .limit(most)
    .execute();
  return rows.map((row) => ({
    version: row.id,
    thresholds: row.thresholds === null ? null : Thresholds.parse(row.thresholds),
    chosenBy: row.chosen_by,
    saidBy: row.said_by,
    saidAt: row.said_at,
  }));
}

/** Puts a version in force. */
export async function storeVersion(
  state: State | StateTransaction,
  currency: string,
  { thresholds, chosenBy, saidBy, saidAt }: Omit<Version, "version">,
): Promise<void> {
  await state
    .insertInto("rfm_thresholds")
    .values({
      currency,
      thresholds: thresholds && JSON.stringify(thresholds),
      chosen_by: chosenBy,
      said_by: saidBy,
      said_at: saidAt,
    })
    .execute();
}

/** Keeps what the data say, unless thresholds stand already; returns those that stand. */
export function keepFromData(
  state: State,
  currency: string,
  thresholds: Thresholds,
  now: number,
): Promise<Version | null> {
  return state.transaction().execute(async (tx) => {
    // Two questions at once would each keep theirs.
    await tx.selectFrom("workspace").select("currency").forUpdate().executeTakeFirstOrThrow();
    const [latest] = await versionsOf(tx, currency, 1);
    if (latest?.thresholds) return latest;
    const version = { thresholds, chosenBy: "data", saidBy: "", saidAt: new Date(now) } as const;
    await storeVersion(tx, currency, version);
    const [kept] = await versionsOf(tx, currency, 1);
    return kept ?? null;
  });
}
