import { beforeAll, expect, test } from "vitest";
import { testContext, type TestContext } from "../../../test/kit/context.ts";
import { insertRows, orderRow, refundRow } from "../../../test/kit/orders.ts";
import { sql } from "../../core/sql.ts";
import { DAY_MS } from "../basis/index.ts";
import { customerFigures, FIGURE_GROUPS } from "./index.ts";
import type { FigureGroup, FigureReading, Standing } from "./index.ts";

/** As another capability of the stage adds one. */
const evenness: FigureReading = {
  columns: sql`orders % 2 AS rest`,
  value: sql`toNullable(toFloat64(rest))`,
  until: sql`toInt64(1)`,
  of: ({ orders }: Standing) => ({ value: orders % 2, until: 1 }),
};
const more: FigureGroup = {
  names: [{ name: "odd", kind: "number", ofNobody: 0, everybody: false }],
  ready: async () => ({ odd: evenness }),
};
const port = customerFigures([...FIGURE_GROUPS, more]);

let context: TestContext;
let now: number;

beforeAll(async () => {
  context = await testContext();
  await context.state.updateTable("workspace").set({ currency: "EUR" }).execute();
  now = context.clock.now();
  await insertRows(context.facts, "order", [
    orderRow(1, now - 50 * DAY_MS, "o1", { gross: "10" }),
    orderRow(1, now - 20 * DAY_MS, "o2", { gross: "30.5" }),
    orderRow(1, now - 10 * DAY_MS, "o3", { gross: "9.5" }),
    orderRow(1, now + DAY_MS, "o4", { gross: "1000" }),
  ]);
  await insertRows(context.facts, "refund", [refundRow(1, now - 5 * DAY_MS, "r1", "20")]);
});

test("figures of a customer's orders, also those that others add, as of an instant", async () => {
  const figures = await port.asOf(context, now);
  const names = ["orders", "revenue", "average_order", "median_gap", "days_since_order", "odd"];
  const rows = await context.facts.query(figures.rows(names));
  expect(rows).toMatchObject([
    {
      profile_id: "1",
      ...{
        value_0: 3,
        value_1: 30,
        value_2: 10,
        value_3: 30,
        value_4: String(now - 10 * DAY_MS),
        value_5: 1,
      },
      next_at: String(now + DAY_MS),
    },
  ]);
});
