import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../core/sql.ts";
import { hasOnlineRetail, WITHOUT_ONLINE_RETAIL } from "../../../test/kit/online-retail.ts";
import { dataFile, importsKit, type ImportsKit } from "../../../test/kit/imports.ts";
import type { ImportView } from "./contract.ts";

if (!hasOnlineRetail) console.warn(`online-retail.test.ts: ${WITHOUT_ONLINE_RETAIL}`);

/** Worked out independently, in ../shared/reference/online_retail.md. */
const LINES = {
  orders: 529_959,
  refunds: 9_288,
  stockCorrections: 1_336,
  free: 779,
  service: 544,
  adjustments: 3,
};
const INVOICES = {
  orders: 19_773,
  refunds: 3_836,
  stockCorrections: 1_336,
  free: 766,
  service: 186,
  adjustments: 3,
};

describe.skipIf(!hasOnlineRetail)("a wholesaler's year of invoice lines", { timeout: 300_000 }, () => {
  let kit: ImportsKit;
  let done: ImportView;
  let again: ImportView;

  beforeAll(async () => {
    kit = await importsKit();
    const file = await dataFile("online_retail/online_retail.parquet");
    done = await kit.run("online_retail.parquet", file, { timeZone: "UTC", currency: "GBP" });
  }, 300_000);

  it("accounts for every line and every invoice once", () => {
    expect(done.status).toBe("done");
    expect(done.report).toMatchObject({
      rows: 541_909,
      refused: 0,
      duplicates: 0,
      lines: LINES,
      groups: INVOICES,
    });
    expect(done.report).toMatchObject({ orders: 19_773, refunds: 3_836, anonymous: 1_371 });
  });

  // The reference reads prices by toDecimal64(UnitPrice, 3), which cuts the binary fraction off: 16.13
  // becomes 16.129. Its goods revenue is therefore 0.300 and 0.168 below the exact sums, which the next test holds.
  it("gives the reference's revenue to the last digit where its way of reading prices is taken", async () => {
    const [row] = await kit.context.facts.query(sql`
      SELECT toString(sumIf(goods, anonymous = 0)) AS identified, toString(sumIf(goods, anonymous = 1)) AS nobodys
      FROM (
        SELECT anonymous, arraySum(item -> toDecimal64(toFloat64(item.price), 3) * item.quantity, items) AS goods
        FROM \`order\` FINAL WHERE status = 'paid')`);
    expect(row).toEqual({ identified: "8761066.353", nobodys: "1511052.052" });
  });

  it("stores the revenue to the last digit", async () => {
    const [orders] = await kit.context.facts.query(sql`
      SELECT toString(sumIf(gross, anonymous = 0 AND status = 'paid')) AS identified,
        toString(sumIf(gross, anonymous = 1 AND status = 'paid')) AS nobodys, toString(sum(shipping)) AS shipping,
        toString(countIf(anonymous = 0 AND status = 'paid')) AS identified_orders, toString(countIf(anonymous = 1 AND status = 'paid')) AS anonymous_orders
      FROM \`order\` FINAL`);
    expect(orders).toEqual({
      identified: "8761066.653",
      nobodys: "1511052.22",
      shipping: "291401.65",
      identified_orders: "18402",
      anonymous_orders: "1371",
    });
    const [refunds] = await kit.context.facts.query(sql`
      SELECT toString(sumIf(goods, anonymous = 0)) AS identified, toString(sumIf(goods, anonymous = 1)) AS nobodys,
        toString(sum(shipping)) AS shipping FROM refund FINAL`);
    expect(refunds).toEqual({ identified: "474403.33", nobodys: "4320.85", shipping: "11939.53" });
  });

  it("knows the customers who ordered, and those who did not", async () => {
    const [row] = await kit.context.facts.query(sql`
      SELECT toString(uniqExactIf(handle_id, status = 'paid')) AS ordered, toString(uniqExact(handle_id)) AS known FROM (
        SELECT handle_id, status FROM \`order\` FINAL WHERE anonymous = 0
        UNION ALL SELECT handle_id, 'refund' FROM refund FINAL WHERE anonymous = 0)`);
    expect(row).toEqual({ ordered: "4334", known: String(4_334 + 38) });
  });

  it("adds nothing when the same file comes again", async () => {
    const before = await totals(kit);
    again = await kit.run("again.parquet", await dataFile("online_retail/online_retail.parquet"), {
      timeZone: "UTC",
      currency: "GBP",
    });
    expect(again.report.duplicates).toBeGreaterThan(0);
    expect(again.report).toMatchObject({ rows: 541_909, orders: 19_773 });
    expect(await totals(kit)).toEqual(before);
  });

  it("stays while another import brought the same, and is gone without a trace when both are undone", async () => {
    const before = await totals(kit);
    expect((await kit.undo(done.id)).status).toBe("undone");
    again = await kit.ended(again.id);
    expect(again).toMatchObject({ status: "done", report: { rows: 541_909, duplicates: 0 } });
    expect(await totals(kit)).toEqual(before);
    expect((await kit.undo(again.id)).status).toBe("undone");
    expect(await totals(kit)).toEqual({ events: "0", orders: "0", refunds: "0", traits: "0", messages: "0" });
  });
});

async function totals(kit: ImportsKit) {
  const [row] = await kit.context.facts.query(sql`
    SELECT toString((SELECT count() FROM event)) AS events, toString((SELECT count() FROM \`order\` FINAL)) AS orders,
      toString((SELECT count() FROM refund FINAL)) AS refunds, toString((SELECT count() FROM trait)) AS traits,
      toString((SELECT count() FROM message FINAL)) AS messages`);
  return row;
}
