import type { Context } from "../../core/context.ts";
import { CSV_START, csvLine } from "../../core/csv.ts";
import { consentCategories } from "../../profile/consent/index.ts";
import type { SlippingCustomer, SlippingList, SlippingQuestion } from "./contract.ts";
import { reasonInWords, slippingList } from "./slipping.ts";

/** How many customers are read at a time. */
const PAGE = 10_000;

/** The first page of an export, with every category of consent that any page may need. */
export async function firstPage(context: Context, question: SlippingQuestion): Promise<SlippingList> {
  const page = await slippingList(context, { ...question, cursor: undefined, limit: PAGE });
  return { ...page, consentCategories: await consentCategories(context.state) };
}

/** All who slip away as CSV, each category of consent in a column of its own. */
export async function* slippingCsv(
  context: Context,
  question: SlippingQuestion,
  first: SlippingList,
): AsyncGenerator<string> {
  const categories = first.consentCategories;
  yield (
    CSV_START +
    csvLine([
      "profile_id",
      "name",
      "value_tier",
      "value",
      "currency",
      "orders",
      "last_order",
      "days_since_last_order",
      "usual_days_between_orders",
      "reason",
      ...categories.map((category) => `consent_${category}`),
    ])
  );
  let page = first;
  for (;;) {
    yield page.rows.map((row) => line(row, page.basis.currency, categories)).join("");
    if (page.nextCursor === null) return;
    page = await slippingList(context, {
      ...question,
      asOf: first.basis.asOf,
      cursor: page.nextCursor,
      limit: PAGE,
    });
  }
}

function line(row: SlippingCustomer, currency: string, categories: readonly string[]): string {
  return csvLine([
    row.profileId,
    row.name,
    row.tier,
    row.value,
    currency,
    row.orders,
    row.lastOrderAt,
    Math.floor(row.daysSinceLastOrder),
    row.medianGapDays === null ? null : Math.round(row.medianGapDays),
    reasonInWords(row.reason),
    ...categories.map((category) => row.consent[category] ?? null),
  ]);
}
