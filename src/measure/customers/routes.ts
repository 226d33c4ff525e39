import { Readable } from "node:stream";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { CSV_START, csvLine } from "../../core/csv.ts";
import { showProfileId } from "../../core/ids.ts";
import { readBasis, showBasis, showSpan } from "../basis/index.ts";
import { calledOf } from "./called.ts";
import { CustomersAnswer, customersQuestion, SetReference } from "./contract.ts";
import type { CustomersPage, CustomersQuestion } from "./contract.ts";
import { listCustomers } from "./figures.ts";
import { setCondition } from "./set-queries.ts";

/** How many customers an export reads at a time. */
const EXPORT_PAGE = 20_000;

/** The customers behind a figure, as pages and as a file. */
export function customersRoutes(app: App, context: Context): void {
  app.get(
    "/api/v1/figures/customers",
    {
      config: { access: "profiles:read" },
      schema: { querystring: customersQuestion, response: { 200: CustomersAnswer } },
    },
    (request) => customersPage(context, request.query),
  );
  app.get(
    "/api/v1/figures/customers.csv",
    { config: { access: "profiles:export" }, schema: { querystring: customersQuestion } },
    async (request, reply) => {
      // The first page is read before the answer begins, so that a wrong question is still an error.
      const first = await customersPage(context, { ...request.query, limit: EXPORT_PAGE, offset: 0 });
      return reply
        .header("content-disposition", `attachment; filename="${request.query.set}.csv"`)
        .type("text/csv; charset=utf-8")
        .send(Readable.from(csv(context, request.query, first)));
    },
  );
}

/** One page of a set; the total equals the figure. */
export async function customersPage(context: Context, question: CustomersQuestion): Promise<CustomersPage> {
  const asked = await readBasis(context, question);
  const set = setCondition(question, asked);
  const basis = { ...asked, asOf: set.asOf };
  const { rows, total } = await listCustomers(context, basis, {
    sort: question.sort,
    descending: question.descending,
    limit: question.limit,
    offset: question.offset,
    set,
  });
  const names = await calledOf(
    context.state,
    rows.map((row) => row.id),
  );
  return {
    basis: showBasis(asked),
    set: SetReference.parse(question),
    bounds: set.span ? showSpan(set.span) : null,
    total,
    rows: rows.flatMap(({ id, figures }) => {
      if (figures.firstOrderAt === null || figures.lastOrderAt === null) return [];
      const { state, tier, orders, revenue, firstOrderAt, lastOrderAt } = figures;
      const who = { profileId: showProfileId(id), name: names.get(id) ?? null };
      return [{ ...who, state, tier, orders, revenue, firstOrderAt, lastOrderAt }];
    }),
  };
}

async function* csv(
  context: Context,
  question: CustomersQuestion,
  first: CustomersPage,
): AsyncGenerator<string> {
  yield (
    CSV_START +
    csvLine(["profile_id", "name", "state", "value_tier", "orders", "revenue", "first_order", "last_order"])
  );
  let page = first;
  for (let offset = EXPORT_PAGE; ; offset += EXPORT_PAGE) {
    yield page.rows
      .map((row) =>
        csvLine([
          row.profileId,
          row.name,
          row.state,
          row.tier,
          row.orders,
          row.revenue,
          row.firstOrderAt,
          row.lastOrderAt,
        ]),
      )
      .join("");
    if (offset >= first.total) return;
    // As of the same instant as the first page, so that nobody is left out or listed twice.
    page = await customersPage(context, { ...question, asOf: first.basis.asOf, limit: EXPORT_PAGE, offset });
  }
}
