import { expect, test } from "vitest";
import { asId, type ProfileId } from "../../core/ids.ts";
import { testContext } from "../../../test/kit/context.ts";
import { CustomersQuestion } from "./contract.ts";
import { customers, customersCsv, NO_ORDERS } from "./customers.ts";

const gone = asId<ProfileId>(7);
/** Figures that still know a profile which a merge has just taken away. */
const stale = {
  of: async () => new Map([[gone, NO_ORDERS]]),
  list: async (_: unknown, { offset }: { offset: number }) => ({
    rows: offset === 0 ? [{ id: gone, figures: NO_ORDERS }] : [],
    total: 1,
  }),
};

test("a profile that is merged away while the list is made is left out of it", async () => {
  const context = await testContext();
  const question = CustomersQuestion.parse({ sort: "revenue" });
  expect((await customers(context, stale, question)).rows).toEqual([]);
  let csv = "";
  for await (const piece of customersCsv(context, stale, question)) csv += piece;
  expect(csv.trim().split("\r\n")).toHaveLength(1);
});
