/** The list of customers: search as one types, filters and order by the figures, pages, export. */
import type { Context } from "../../core/context.ts";
import { CSV_START, csvLine } from "../../core/csv.ts";
import type { CustomerFigures, ProfileFigures } from "../../core/figures-port.ts";
import { showProfileId, type ProfileId } from "../../core/ids.ts";
import { handlesOf, type Handle } from "../../identify/graph/index.ts";
import { namesOf, searchProfiles } from "../traits/index.ts";
import type { CustomerLine, CustomersQuestion } from "./contract.ts";
import { countProfiles, profilesByAge } from "./queries.ts";

/** A search looks at its best hits only. */
const HITS = 1000;
/** How many customers an export reads at a time. */
const EXPORT_PAGE = 2000;

type Found = { ids: ProfileId[]; total: number; figures: Map<ProfileId, CustomerFigures> };

/** What stands in the list where nobody has bought yet. */
export const NO_ORDERS: CustomerFigures = {
  state: "visitor",
  tier: null,
  orders: 0,
  revenue: "0",
  firstOrderAt: null,
  lastOrderAt: null,
  medianGapDays: null,
};

/** One page of the list. */
export async function customers(
  context: Context,
  figures: ProfileFigures,
  question: CustomersQuestion,
): Promise<{ rows: CustomerLine[]; total: number; asOf: string }> {
  const asOf = context.clock.now();
  const found = await find(context, figures, question, asOf);
  return { rows: await describe(context, found), total: found.total, asOf: new Date(asOf).toISOString() };
}

/** Whether only customers with orders can answer, so that the figures decide who is listed and where. */
function asksFigures(question: CustomersQuestion): boolean {
  return Boolean(
    question.sort !== "newest" || question.states?.length || question.tiers?.length || question.minOrders,
  );
}

async function find(
  context: Context,
  figures: ProfileFigures,
  question: CustomersQuestion,
  asOf: number,
): Promise<Found> {
  const hits = question.q ? await searchProfiles(context.state, question.q, HITS) : null;
  if (hits?.length === 0) return { ids: [], total: 0, figures: new Map() };
  if (asksFigures(question)) {
    const list = await figures.list(
      context,
      {
        ...question,
        sort: question.sort === "newest" ? "firstOrderAt" : question.sort,
        descending: question.order === "desc",
        ...(hits && { ids: hits }),
      },
      asOf,
    );
    return {
      ids: list.rows.map((row) => row.id),
      total: list.total,
      figures: new Map(list.rows.map((row) => [row.id, row.figures])),
    };
  }
  const ids = hits
    ? hits.slice(question.offset, question.offset + question.limit)
    : await profilesByAge(context.state, { ...question, descending: question.order === "desc" });
  const total = hits ? hits.length : await countProfiles(context.state);
  return { ids, total, figures: await figures.of(context, ids, asOf) };
}

async function describe(context: Context, found: Found): Promise<CustomerLine[]> {
  const [handles, names] = await Promise.all([
    handlesOf(context.state, found.ids),
    namesOf(context.state, found.ids),
  ]);
  // A profile that was merged away while the list was made has no handles left: its survivor stands for it.
  return found.ids.flatMap((id) => {
    const own = handles.get(id) ?? [];
    if (own.length === 0) return [];
    return {
      id: showProfileId(id),
      name: names.get(id) ?? null,
      email: firstOf(own, "email"),
      phone: firstOf(own, "phone"),
      firstSeen: new Date(Math.min(...own.map((handle) => handle.firstSeen.getTime()))).toISOString(),
      figures: found.figures.get(id) ?? NO_ORDERS,
    };
  });
}

/** The value of a type that trusted sources told of first, else the first of all. */
function firstOf(handles: readonly Handle[], type: string): string | null {
  const own = handles.filter((handle) => handle.type === type);
  return (own.find((handle) => handle.trust === "trusted") ?? own[0])?.value ?? null;
}

/** The whole list as CSV, in pieces as they are read. */
export async function* customersCsv(
  context: Context,
  figures: ProfileFigures,
  question: CustomersQuestion,
): AsyncGenerator<string> {
  const asOf = context.clock.now();
  yield (
    CSV_START +
    csvLine([
      "profile_id",
      "name",
      "email",
      "phone",
      "first_seen",
      "state",
      "tier",
      "orders",
      "revenue",
      "first_order",
      "last_order",
      "median_gap_days",
    ])
  );
  for (let offset = question.offset; ; offset += EXPORT_PAGE) {
    const found = await find(context, figures, { ...question, limit: EXPORT_PAGE, offset }, asOf);
    if (found.ids.length === 0) return;
    yield (await describe(context, found)).map(csvRow).join("");
  }
}

function csvRow(line: CustomerLine): string {
  const { figures } = line;
  return csvLine([
    line.id,
    line.name,
    line.email,
    line.phone,
    line.firstSeen,
    figures.state,
    figures.tier,
    figures.orders,
    figures.revenue,
    figures.firstOrderAt,
    figures.lastOrderAt,
    figures.medianGapDays,
  ]);
}
