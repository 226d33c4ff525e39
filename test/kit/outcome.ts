import type { Facts } from "../../src/core/facts.ts";
import type { JsonObject } from "../../src/core/json.ts";
import { sql } from "../../src/core/sql.ts";
import type { State } from "../../src/core/state.ts";
import { partitionOf } from "./identities.ts";

/** What a run of the pipeline left behind, with every number that Tenure gave out replaced by names. */
export type PipelineOutcome = {
  /** Each profile as the sorted names of its identifiers. */
  readonly profiles: string[];
  readonly events: JsonObject[];
  readonly orders: JsonObject[];
  readonly refunds: JsonObject[];
  readonly traits: JsonObject[];
  /** The values that stand now, as the state has them. */
  readonly latestTraits: JsonObject[];
};

/** Reads it; two runs over the same events can be compared with it. */
export async function outcomeOf(state: State, facts: Facts): Promise<PipelineOutcome> {
  const handles = await state.selectFrom("handle").select(["id", "type", "value"]).execute();
  const nameOf = new Map(handles.map(({ id, type, value }) => [String(id), `${type}:${value}`]));
  const named = ({ handle_id, ...row }: JsonObject): JsonObject => ({
    ...row,
    handle: nameOf.get(String(handle_id)) ?? `nobody's ${String(handle_id)}`,
  });
  const read = async (question: Parameters<Facts["query"]>[0]) =>
    (await facts.query(question)).map(named).toSorted(byText);
  const latest = await state
    .selectFrom("trait")
    .select(["handle_id", "name", "value", "trust", "message_id"])
    .execute();
  return {
    profiles: await partitionOf(state),
    latestTraits: latest.map((row) => named(row as JsonObject)).toSorted(byText),
    events: await read(sql`
      SELECT handle_id, at, message_id, kind, name, trust, order_id, amount, currency, items, user_id, anonymous_id,
        properties, traits, context FROM event`),
    orders: await read(sql`
      SELECT handle_id, shop, order_id, version, anonymous, at, status, currency, gross, discount, shipping, tax,
        other, total, items, message_id FROM \`order\` FINAL`),
    refunds: await read(sql`
      SELECT handle_id, shop, order_id, refund_id, version, anonymous, at, status, currency, goods, shipping, tax,
        other, items, message_id FROM refund FINAL`),
    traits: await read(sql`SELECT handle_id, name, at, value, trust, message_id FROM trait`),
  };
}

function byText(left: JsonObject, right: JsonObject): number {
  const [one, other] = [JSON.stringify(left), JSON.stringify(right)];
  return one < other ? -1 : one > other ? 1 : 0;
}
