/** Events and orders of customers that there are, straight into the facts: sent, a hundred million would take hours. */
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Facts } from "../src/core/facts.ts";
import { bound, sql } from "../src/core/sql.ts";
import { migrateFacts, openChdb } from "../src/edges/facts/index.ts";

/** What customers do, in turn; an event for each weight. */
export const NAMES = ["Product Viewed", "Product Added", "Order Completed", "Signed Up", "Email Opened"];
const DAYS = 180;
/** Orders of each customer. */
const ORDERS = 3;
/** Customers whose events are inserted at once. */
const STEP = 100_000;
const OPTIONS = { lane: "background", timeout: 600 } as const;
const AT = sql`now64(3) - toIntervalSecond(1 + cityHash64(handle_id, nth) % ${bound("UInt64", DAYS * 86_400)})`;

/**
 * Gives everybody whom the facts of a data folder know so many events that there are as many as asked
 * for, over half a year, and three orders; once a folder. No server may run over it.
 */
export async function fillFacts(dataDir: string, events: number): Promise<void> {
  const mark = join(dataDir, `filled-${events}`);
  if (existsSync(mark)) return;
  const facts = await openChdb({ path: join(dataDir, "facts") });
  try {
    await migrateFacts(facts, { database: "tenure" });
    const [known] = await facts.query<{ customers: string }>(
      sql`SELECT uniqExact(handle_id) AS customers FROM event WHERE kind = 'identify'`,
    );
    const each = Math.max(1, Math.round(events / Number(known?.customers ?? 1)));
    for (let from = 0; from < Number(known?.customers ?? 0); from += STEP) await fillStep(facts, from, each);
    await fillOrders(facts);
    await merged(facts);
  } finally {
    await facts.close();
  }
  await writeFile(mark, "");
}

async function fillStep(facts: Facts, from: number, each: number): Promise<void> {
  await facts.command(
    sql`INSERT INTO event (handle_id, at, received_at, message_id, kind, name, amount, source_id, trust, properties)
        SETTINGS min_insert_block_size_rows = 4000000, min_insert_block_size_bytes = 2000000000
        SELECT handle_id, ${AT}, now64(3), concat('fill-', toString(handle_id), '-', toString(nth)), 'track',
          ${NAMES}[1 + nth % ${NAMES.length}], 20, 1, 'trusted',
          concat('{"product_id":"p', toString(cityHash64(handle_id, nth, 1) % 1000), '","price":19.99,"category":"Shoes"}')
        FROM (SELECT DISTINCT handle_id FROM event WHERE kind = 'identify'
          ORDER BY handle_id LIMIT ${bound("UInt64", STEP)} OFFSET ${bound("UInt64", from)})
        ARRAY JOIN range(${bound("UInt64", each)}) AS nth`,
    OPTIONS,
  );
}

/** Orders numbered in the order of their time, as shops do. */
async function fillOrders(facts: Facts): Promise<void> {
  await facts.command(
    sql`INSERT INTO \`order\` (shop, order_id, version, handle_id, anonymous, at, status, currency, gross, discount, shipping, tax, other, total, items, source_id, trust, message_id)
        SETTINGS min_insert_block_size_rows = 4000000, min_insert_block_size_bytes = 2000000000
        SELECT 'main', toString(1000000 + rowNumberInAllBlocks()), 1, handle_id, 0, at, 'paid', 'EUR', paid, 0, 0, 0, 0, paid, [], 1, 'trusted', ''
        FROM (SELECT handle_id, ${AT} AS at, toDecimal64(5 + cityHash64(handle_id, nth, 3) % 200, 4) AS paid
          FROM (SELECT DISTINCT handle_id FROM event WHERE kind = 'identify') ARRAY JOIN range(${bound("UInt64", ORDERS)}) AS nth
          ORDER BY at)`,
    OPTIONS,
  );
}

/** Waits until the engine has merged what was filled in: its work would be counted as the memberships'. */
async function merged(facts: Facts): Promise<void> {
  for (let quiet = 0; quiet < 5;) {
    const [row] = await facts.query<{ merges: string }>(sql`SELECT count() AS merges FROM system.merges`);
    quiet = Number(row?.merges) === 0 ? quiet + 1 : 0;
    await pause(500);
  }
}
