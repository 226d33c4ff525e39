import { beforeAll, describe, expect, it } from "vitest";
import type { Facts } from "../../core/facts.ts";
import { sql } from "../../core/sql.ts";
import { testFacts } from "../../../test/kit/facts.ts";
import { hasOnlineRetail, loadOnlineRetail } from "../../../test/kit/online-retail.ts";
import { testBasis } from "../../../test/kit/basis.ts";
import { spansOf } from "../basis/index.ts";
import { reconcile } from "./queries.ts";

describe.skipIf(!hasOnlineRetail)("the reconciliation of a real order log", () => {
  let facts: Facts;
  beforeAll(async () => {
    facts = await testFacts();
    await loadOnlineRetail(facts);
  });

  it("has the orders", async () => {
    console.log(
      await facts.query(
        sql`SELECT anonymous, count(), sum(gross), sum(shipping), max(at) FROM \`order\` FINAL GROUP BY anonymous`,
      ),
      await facts.query(
        sql`SELECT anonymous, count(), sum(goods), sum(shipping) FROM refund FINAL GROUP BY anonymous`,
      ),
    );
  });

  it.each([
    ["2011-04-01", 1774, 300, 61, 246, 1889],
    ["2011-05-01", 1889, 284, 83, 299, 1957],
    ["2011-06-01", 1957, 242, 114, 347, 1966],
    ["2011-10-01", 2145, 357, 227, 275, 2454],
  ])("in the month of %s", async (day, opening, added, wonBack, lost, closing) => {
    const basis = testBasis();
    const spans = spansOf({ from: day, to: day }, "month", basis, basis.asOf);
    const [counts] = await reconcile(facts, basis, spans);
    expect(counts).toMatchObject({ opening, new: added, wonBack, lost, closing });
  });
});
