/** The members of a segment: page by page, and as a file. */
import type { Context } from "../../core/context.ts";
import { CSV_START, csvLine } from "../../core/csv.ts";
import { showProfileId, type ProfileId } from "../../core/ids.ts";
import { handlesOf, type Handle } from "../../identify/graph/index.ts";
import { namesOf } from "../traits/index.ts";
import type { MembersQuestion } from "./asked-contract.ts";
import type { MemberLine, MembersAnswer } from "./contract.ts";
import { memberPage, sizes } from "./membership-queries.ts";
import { readSegment } from "./segment-store.ts";

/** Members that an export reads at a time. */
const EXPORT_PAGE = 5000;

/** One page of members, by number: the longest known first. */
export async function members(
  context: Context,
  id: number,
  { cursor, limit }: MembersQuestion,
): Promise<MembersAnswer> {
  await readSegment(context.state, id);
  const asOf = new Date(context.clock.now()).toISOString();
  const page = await memberPage(context.facts, id, { after: Number(cursor ?? 0), limit: limit + 1 });
  const shown = page.slice(0, limit);
  const next = page.length > limit ? String(shown.at(-1)?.profile ?? "") : null;
  const total = (await sizes(context.facts, [id])).get(id) ?? 0;
  return { members: await withSince(context, shown), total, next, asOf };
}

async function withSince(
  context: Context,
  page: readonly { profile: ProfileId; since: number }[],
): Promise<MembersAnswer["members"]> {
  const since = new Map(page.map((row) => [showProfileId(row.profile), new Date(row.since).toISOString()]));
  const lines = await describe(
    context,
    page.map(({ profile }) => profile),
  );
  return lines.map((line) => ({ ...line, since: since.get(line.id) ?? "" }));
}

/** Customers with what they are called; who was joined or erased since is left out. */
export async function describe({ state }: Context, ids: readonly ProfileId[]): Promise<MemberLine[]> {
  const [handles, names] = await Promise.all([handlesOf(state, ids), namesOf(state, ids)]);
  return ids.flatMap((id) => {
    const own = handles.get(id) ?? [];
    if (own.length === 0) return [];
    const [email, phone] = [firstOf(own, "email"), firstOf(own, "phone")];
    return { id: showProfileId(id), name: names.get(id) ?? null, email, phone };
  });
}

/** The value of a type that trusted sources told of first, else the first of all. */
function firstOf(handles: readonly Handle[], type: string): string | null {
  const own = handles.filter((handle) => handle.type === type);
  return (own.find(({ trust }) => trust === "trusted") ?? own[0])?.value ?? null;
}

/** All members as CSV, in pieces as they are read. */
export async function* membersCsv(context: Context, id: number): AsyncGenerator<string> {
  yield CSV_START + csvLine(["profile_id", "name", "email", "phone", "member_since"]);
  for (let after = 0; ;) {
    const page = await memberPage(context.facts, id, { after, limit: EXPORT_PAGE }, { lane: "background" });
    const last = page.at(-1);
    if (!last) return;
    after = last.profile;
    const lines = await withSince(context, page);
    yield lines.map((line) => csvLine([line.id, line.name, line.email, line.phone, line.since])).join("");
  }
}
