import { join } from "node:path";
import type { JsonObject } from "../../src/core/json.ts";
import { sql } from "../../src/core/sql.ts";
import { openChdb } from "../../src/edges/facts/index.ts";
import { keepPostgres, openState } from "../../src/edges/state/index.ts";
import { quiet } from "./log.ts";

/**
 * All that a stopped program's folder holds of events, orders, refunds and traits, and what still
 * waits, so that two folders can be compared: customers stand by their identifiers instead of their
 * numbers, and what depends on when an import was started is left out.
 */
export async function storedFacts(dataDir: string): Promise<Record<string, JsonObject[]>> {
  const { handles, waiting } = await stored(dataDir);
  const facts = await openChdb({ path: join(dataDir, "facts"), database: "tenure" });
  const rows = {
    events: await facts.query(sql`
      SELECT handle_id, message_id, kind, name, toString(at) AS at, import_id, shop, order_id, toString(amount) AS amount,
        currency, toJSONString(items) AS items, country, user_id, anonymous_id, properties, traits, context
      FROM event ORDER BY message_id`),
    orders: await facts.query(sql`
      SELECT handle_id, shop, order_id, anonymous, toString(at) AS at, status, toString(gross) AS gross,
        toString(total) AS total, toJSONString(items) AS items, import_id, message_id
      FROM \`order\` FINAL ORDER BY shop, order_id`),
    refunds: await facts.query(sql`
      SELECT handle_id, shop, order_id, refund_id, anonymous, toString(at) AS at, status,
        toString(goods + shipping + tax + other) AS amount, toJSONString(items) AS items, import_id, message_id
      FROM refund FINAL ORDER BY shop, refund_id`),
    traits: await facts.query(sql`
      SELECT handle_id, name, toString(at) AS at, value, import_id, message_id
      FROM trait ORDER BY handle_id, name, at, message_id`),
    messages: await facts.query(sql`SELECT toString(hash) AS hash, import_id FROM message ORDER BY hash`),
    waiting,
  };
  await facts.close();
  for (const row of [...rows.events, ...rows.orders, ...rows.refunds, ...rows.traits]) {
    row["handle_id"] = handles.get(String(row["handle_id"])) ?? "nobody's";
  }
  for (const row of rows.events) row["properties"] = withoutStart(String(row["properties"]));
  rows.traits.sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
  return rows;
}

/** An import says when it was started where the file has no time of change. */
function withoutStart(properties: string): JsonObject {
  const { updated_at: _, ...rest } = JSON.parse(properties) as JsonObject;
  return rest;
}

async function stored(dataDir: string): Promise<{ handles: Map<string, string>; waiting: JsonObject[] }> {
  const keeper = await keepPostgres({ folder: join(dataDir, "postgres"), log: quiet });
  const state = openState({ connection: { ...keeper.connection, database: "tenure" }, log: quiet });
  try {
    const handles = await state.selectFrom("handle").select(["id", "type", "value"]).execute();
    const inbox = await state.selectFrom("inbox").select("id").execute();
    const resolved = await state.selectFrom("resolved_batch").select("id").execute();
    return {
      handles: new Map(handles.map(({ id, type, value }) => [String(id), `${type}:${value}`])),
      waiting: [...inbox, ...resolved].map(({ id }) => ({ id })),
    };
  } finally {
    await state.destroy();
    await keeper.stop();
  }
}
