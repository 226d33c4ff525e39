import type { Context } from "../../core/context.ts";
import { CSV_START, csvLine } from "../../core/csv.ts";
import { consentCategories } from "../../profile/consent/index.ts";
import type { Rfm } from "./contract.ts";
import type { ListQuestion, RfmCustomer, RfmList } from "./list-contract.ts";
import { rfmCustomers } from "./list.ts";

/** How many customers are read at a time. */
const PAGE = 10_000;

/** The first page of an export, with every category of consent that any page may need. */
export async function firstPage(context: Context, question: ListQuestion): Promise<RfmList> {
  const page = await rfmCustomers(context, { ...question, offset: 0, limit: PAGE });
  return { ...page, consentCategories: await consentCategories(context.state) };
}

/** The whole list as CSV, each category of consent in a column of its own. */
export async function* customersCsv(
  context: Context,
  question: ListQuestion,
  first: RfmList,
): AsyncGenerator<string> {
  const categories = first.consentCategories;
  const consents = categories.map((category) => `consent_${category}`);
  yield CSV_START + csvLine([...COLUMNS, ...consents]);
  let page = first;
  for (let offset = PAGE; ; offset += PAGE) {
    yield page.rows.map((row) => line(row, page.basis.currency, categories)).join("");
    if (offset >= first.total) return;
    // As of the same instant as the first page, so that nobody is left out or listed twice.
    page = await rfmCustomers(context, { ...question, asOf: first.basis.asOf, offset, limit: PAGE });
  }
}

const COLUMNS = [
  ...["profile_id", "name", "recency", "frequency", "monetary", "cell", "value_tier"],
  ...["orders", "revenue", "currency", "last_order"],
  ...["cell_before", "value_tier_before", "revenue_before", "why_lower"],
];

function line(row: RfmCustomer, currency: string, categories: readonly string[]): string {
  const { before } = row;
  return csvLine([
    ...[row.profileId, row.name, row.r, row.f, row.m, row.cell, row.tier],
    ...[row.orders, row.revenue, currency, row.lastOrderAt],
    ...[before?.cell ?? null, before?.tier ?? null, before?.revenue ?? null, row.fell],
    ...categories.map((category) => row.consent[category] ?? null),
  ]);
}

/** The squares of the map as CSV. */
export function mapCsv({ basis, squares }: Rfm): string {
  const lines = squares.map(({ r, f, cell, customers, revenue }) =>
    csvLine([r, f, cell, customers, revenue, basis.currency, basis.asOf]),
  );
  return (
    CSV_START +
    csvLine(["recency", "frequency", "cell", "customers", "revenue", "currency", "as_of"]) +
    lines.join("")
  );
}
