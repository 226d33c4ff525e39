import { sql as text } from "kysely";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testClock, testContext, type TestContext } from "../../../test/kit/context.ts";
import { insertRows, merge, orderRow, refundRow, withoutOrders } from "../../../test/kit/orders.ts";
import { factTime, type OrderRow } from "../../core/rows.ts";
import { sql, stored } from "../../core/sql.ts";
import { writeSettings } from "../../workspace/settings/index.ts";
import { overviewQuestion } from "../metrics/contract.ts";
import { overview } from "../metrics/overview.ts";
import { retentionQuestion } from "../retention/contract.ts";
import { retentionTable } from "../retention/routes.ts";
import { revenueQuestion } from "../revenue/contract.ts";
import { revenueTable } from "../revenue/routes.ts";

const NOW = Date.UTC(2026, 5, 15);
const day = (text: string) => Date.parse(`${text}T12:00:00Z`);

/** Heard of as they happened: the workspace has figures from the first on, up to now. */
const ALWAYS = [orderRow(900, day("2026-01-02"), "first"), orderRow(901, day("2026-06-14"), "last")];

describe("a period is marked as restated", () => {
  let context: TestContext;
  beforeAll(async () => {
    context = await testContext({ clock: testClock(NOW) });
  });
  beforeEach(async () => {
    await withoutOrders(context.facts);
    await text`DELETE FROM undone_orders`.execute(context.state);
    await context.facts.command(sql`TRUNCATE TABLE ${stored("alias")}`);
    await context.facts.reloadProfiles();
    await writeSettings(
      context.state,
      { timeZone: "UTC", currency: "EUR", activityWindow: { days: 60 } },
      NOW,
    );
  });

  const heard = (row: OrderRow, at: string): OrderRow => ({ ...row, received_at: factTime(day(at)) });
  const orders = (...rows: OrderRow[]) => insertRows(context.facts, "order", [...ALWAYS, ...rows]);
  const marks = async () => {
    const question = retentionQuestion.parse({ from: "2026-01-01", to: "2026-05-31" });
    const { rows, basis } = await retentionTable(context, question);
    const marked = rows.flatMap(({ bounds, restated }) =>
      restated ? [[bounds.day.slice(0, 7), restated]] : [],
    );
    return { marked: Object.fromEntries(marked), note: basis.notes.find(({ code }) => code === "restated") };
  };

  it("where an order of it came after it was closed, and the periods after it that were closed by then", async () => {
    await orders(heard(orderRow(1, day("2026-02-10"), "late"), "2026-04-20"));
    const late = { orders: 1, refunds: 0, merges: 0, undone: 0 };
    const { marked, note } = await marks();
    expect(marked).toEqual({ "2026-02": late, "2026-03": late });
    expect(note).toEqual({ code: "restated", periods: 2, ...late });
  });

  it("but not for what came within three days of its end", async () => {
    await orders(
      heard(orderRow(1, day("2026-02-10"), "a"), "2026-03-03"),
      heard(orderRow(2, day("2026-02-28"), "b"), "2026-03-03"),
    );
    expect((await marks()).marked).toEqual({});
    await orders(heard(orderRow(3, day("2026-02-28"), "c"), "2026-03-04"));
    expect((await marks()).marked).toMatchObject({ "2026-02": { orders: 1 } });
  });

  it("but not for the history that the first import brings", async () => {
    const history = [1, 2, 3].map((customer) =>
      heard(orderRow(customer, day(`2026-0${customer}-05`), `h${customer}`), "2026-05-20"),
    );
    await insertRows(context.facts, "order", history);
    expect((await marks()).marked).toEqual({});
  });

  it("but not for an export that tells an order again as it was known, be it under a new version", async () => {
    const row = orderRow(1, day("2026-02-10"), "known");
    await orders(row);
    await orders({ ...heard(row, "2026-05-20"), version: 2 });
    expect((await marks()).marked).toEqual({});
  });

  it("where an order of it was changed or cancelled after it was closed", async () => {
    const row = orderRow(1, day("2026-02-10"), "changed");
    await orders(row, orderRow(2, day("2026-03-10"), "cancelled"));
    await orders({ ...heard(row, "2026-03-20"), gross: "20", version: 2 });
    expect((await marks()).marked).toEqual({ "2026-02": { orders: 1, refunds: 0, merges: 0, undone: 0 } });
    const cancelled = orderRow(2, day("2026-03-10"), "cancelled", { status: "cancelled", version: 2 });
    await orders(heard(cancelled, "2026-05-20"));
    expect((await marks()).marked).toMatchObject({ "2026-03": { orders: 1 }, "2026-04": { orders: 1 } });
  });

  it("where a merge after it joined customers who had both ordered before its end", async () => {
    await orders(
      orderRow(1, day("2026-02-10"), "a"),
      orderRow(2, day("2026-03-10"), "b"),
      orderRow(4, day("2026-03-11"), "c"),
    );
    await merge(context.facts, 2, 1, day("2026-05-20"));
    // Nothing was ordered by the one, so that nothing changed.
    await merge(context.facts, 5, 4, day("2026-05-20"));
    const merged = { orders: 0, refunds: 0, merges: 1, undone: 0 };
    expect((await marks()).marked).toEqual({ "2026-03": merged, "2026-04": merged });
  });

  it("once for the handles that moved together, and not for those that were one customer before", async () => {
    await orders(...[1, 2, 3].map((customer) => orderRow(customer, day("2026-02-10"), `o${customer}`)));
    await merge(context.facts, 3, 2, day("2026-02-11"));
    await merge(context.facts, [2, 3], 1, day("2026-05-20"));
    expect((await marks()).marked).toMatchObject({ "2026-02": { merges: 1, undone: 0 } });
  });

  it("not as a merge where the late order itself told whose it is", async () => {
    await orders(
      orderRow(1, day("2026-02-10"), "a"),
      heard(orderRow(2, day("2026-02-11"), "b"), "2026-05-20"),
    );
    await merge(context.facts, 2, 1, day("2026-05-20"));
    expect((await marks()).marked).toMatchObject({ "2026-02": { orders: 1, merges: 0, undone: 0 } });
  });

  it("where an import was taken back that had brought its orders before it was closed", async () => {
    await orders();
    const told = (heardOn: string) => text`
      INSERT INTO undone_orders (import_id, kind, at, heard, undone_at, n)
      VALUES (1, 'orders', ${new Date(day("2026-02-10"))}, ${new Date(day(heardOn))}, ${new Date(day("2026-05-20"))}, 3)`;
    await told("2026-02-11").execute(context.state);
    const undone = { orders: 0, refunds: 0, merges: 0, undone: 3 };
    const { marked, note } = await marks();
    expect(marked).toEqual({ "2026-02": undone, "2026-03": undone, "2026-04": undone });
    expect(note).toEqual({ code: "restated", periods: 3, ...undone });
    // What came late itself, and went again, left the periods before as they were closed.
    await text`DELETE FROM undone_orders`.execute(context.state);
    await told("2026-04-20").execute(context.state);
    expect((await marks()).marked).toEqual({ "2026-04": undone });
  });

  it("in revenue by what is of the period itself, refunds among it, and not by merges", async () => {
    await orders(orderRow(1, day("2026-02-10"), "a"), orderRow(2, day("2026-02-10"), "b"));
    const refund = refundRow(1, day("2026-03-05"), "r", "5", { received_at: factTime(day("2026-05-20")) });
    await insertRows(context.facts, "refund", [refund]);
    await merge(context.facts, 2, 1, day("2026-05-20"));
    const { rows } = await revenueTable(
      context,
      revenueQuestion.parse({ from: "2026-01-01", to: "2026-05-31" }),
    );
    const marked = rows.flatMap(({ bounds, restated }) => (restated ? [[bounds.day, restated]] : []));
    expect(marked).toEqual([["2026-03-01", { orders: 0, refunds: 1, merges: 0, undone: 0 }]]);
  });

  it("in figures as of an instant in the past by what came later", async () => {
    await orders(heard(orderRow(1, day("2026-05-10"), "a"), "2026-06-10"));
    const then = await overview(context, overviewQuestion.parse({ asOf: "2026-06-02T00:00:00Z" }));
    const figure = (key: string) => then.figures.find((one) => one.key === key);
    expect(figure("retention_rate")?.restated).toEqual({ orders: 1, refunds: 0, merges: 0, undone: 0 });
    expect(figure("average_order_value")?.restated).toEqual({ orders: 1, refunds: 0, merges: 0, undone: 0 });
    expect(then.basis.notes).toContainEqual({
      code: "restated",
      periods: 1,
      orders: 1,
      refunds: 0,
      merges: 0,
      undone: 0,
    });
  });
});
