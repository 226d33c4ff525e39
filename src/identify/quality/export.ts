import type { Context } from "../../core/context.ts";
import { CSV_START, csvLine } from "../../core/csv.ts";
import { behind } from "./behind.ts";
import type { QualityCustomersPage, QualitySetAsked } from "./contract.ts";
import type { WorkedOut } from "./worked-out.ts";

/** How many customers are read at a time. */
const PAGE = 2000;

/** The first page of an export. */
export function firstPage(
  context: Context,
  worked: WorkedOut,
  asked: QualitySetAsked,
): Promise<QualityCustomersPage> {
  return behind(context, worked, { ...asked, limit: PAGE, offset: 0 });
}

/** The customers behind a figure as CSV. */
export async function* behindCsv(
  context: Context,
  worked: WorkedOut,
  asked: QualitySetAsked,
  first: QualityCustomersPage,
): AsyncGenerator<string> {
  yield (
    CSV_START +
    csvLine(["profile_id", "name", "identifiers", "identifiers_naming", "first_seen", "last_seen"])
  );
  let page = first;
  for (let offset = PAGE; ; offset += PAGE) {
    yield page.rows.map(line).join("");
    if (offset >= first.total) return;
    page = await behind(context, worked, { ...asked, limit: PAGE, offset });
  }
}

function line(row: QualityCustomersPage["rows"][number]): string {
  return csvLine([row.id, row.name, row.identifiers, row.naming, row.firstSeen, row.lastSeen]);
}
