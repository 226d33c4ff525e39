/** The members of a segment: page by page, and as a file. */
import type { Context } from "../../core/context.ts";
import { CSV_START, csvLine } from "../../core/csv.ts";
import type { FiguresAsOf } from "../../core/customer-figures-port.ts";
import type { AskOptions } from "../../core/facts.ts";
import { parseProfileId, showProfileId, type ProfileId } from "../../core/ids.ts";
import { handlesOf } from "../../identify/graph/index.ts";
import { consentCategories, consentOf } from "../consent/index.ts";
import { calledOf, searchProfiles } from "../traits/index.ts";
import type { MembersQuestion } from "./asked-contract.ts";
import type { MembersAnswer } from "./contract.ts";
import {
  boughtSoFar,
  countAmong,
  memberPage,
  type MemberPage,
  type MemberSort,
  type PagedMember,
} from "./member-page-queries.ts";
import { sizes } from "./membership-queries.ts";
import { readSegment } from "./segment-store.ts";
import type { World } from "./world.ts";

/** Members that an export reads at a time. */
const EXPORT_PAGE = 5000;
/** A search looks through its best hits only. */
const HITS = 5000;

/** One page of members. */
export async function members(world: World, id: number, asked: MembersQuestion): Promise<MembersAnswer> {
  await readSegment(world.state, id);
  const instant = world.clock.now();
  const [figures, among] = await Promise.all([world.figures.asOf(world, instant), sought(world, asked.q)]);
  const { sort, order, limit } = asked;
  const page = await memberPage(
    world.facts,
    id,
    { sort, descending: order === "desc", after: afterOf(asked.cursor), among, limit: limit + 1 },
    { figures },
  );
  const shown = page.slice(0, limit);
  return {
    members: await described(world, figures, shown),
    total: among ? await countAmong(world.facts, id, among) : ((await sizes(world.facts, [id])).get(id) ?? 0),
    capped: (among?.length ?? 0) >= HITS,
    next: page.length > limit ? cursorOf(shown.at(-1), sort) : null,
    asOf: new Date(instant).toISOString(),
  };
}

async function sought({ state }: Context, text: string | undefined): Promise<ProfileId[] | null> {
  if (!text) return null;
  const byNumber = text.startsWith("p_") ? parseProfileId(text) : null;
  const hits = await searchProfiles(state, text, HITS);
  return byNumber === null ? hits : [byNumber, ...hits];
}

/** By number a cursor is the number alone, as it always was. */
function cursorOf(last: PagedMember | undefined, sort: MemberSort): string | null {
  if (!last) return null;
  return sort === "id" ? String(last.profile) : `${last.key}_${last.profile}`;
}

function afterOf(cursor: string | undefined): MemberPage["after"] {
  if (cursor === undefined) return null;
  const [profile, key = profile] = cursor.split("_").map(Number).toReversed();
  return { key: key ?? 0, profile: profile ?? 0 };
}

/** Members as they are listed; who was joined or erased since is left out. */
async function described(
  context: Context,
  figures: FiguresAsOf,
  page: readonly PagedMember[],
  options?: AskOptions,
): Promise<MembersAnswer["members"]> {
  const ids = page.map(({ profile }) => profile);
  const handles = await handlesOf(context.state, ids);
  const own = [...handles.values()].flat().map((handle) => handle.id);
  const [lines, bought] = await Promise.all([
    calledOf(context.state, ids),
    boughtSoFar(context.facts, figures, own, options),
  ]);
  const since = new Map(page.map((row) => [showProfileId(row.profile), row]));
  return lines.flatMap((line) => {
    const row = since.get(line.id);
    if (!row) return [];
    const { orders = 0, revenue = 0, lastOrder = null } = bought.get(row.profile) ?? {};
    return {
      ...line,
      since: new Date(row.since).toISOString(),
      orders,
      revenue: String(revenue),
      lastOrderAt: lastOrder === null ? null : new Date(lastOrder).toISOString(),
    };
  });
}

/** All members as CSV, or those who fit `q`, in pieces as they are read; a column for each consent. */
export async function* membersCsv(world: World, id: number, q?: string): AsyncGenerator<string> {
  const [figures, among, categories] = await Promise.all([
    world.figures.asOf(world, world.clock.now()),
    sought(world, q),
    consentCategories(world.state),
  ]);
  const consents = categories.map((category) => `consent_${category}`);
  yield CSV_START + csvLine([...COLUMNS, ...consents]);
  const background = { lane: "background" } as const;
  const asked = { sort: "id", descending: false, among, limit: EXPORT_PAGE } as const;
  for (let after: MemberPage["after"] = null; ;) {
    const page = await memberPage(world.facts, id, { ...asked, after }, background);
    const last = page.at(-1);
    if (!last) return;
    after = last;
    const [lines, said] = await Promise.all([
      described(world, figures, page, background),
      consentOf(
        world.state,
        page.map(({ profile }) => profile),
      ),
    ]);
    const numbers = new Map(page.map(({ profile }) => [showProfileId(profile), profile]));
    yield lines.map((line) => csvOf(line, categories, said.get(numbers.get(line.id) as ProfileId))).join("");
  }
}

const COLUMNS = [
  ...["profile_id", "name", "email", "phone", "member_since"],
  ...["orders", "revenue", "last_order"],
];

function csvOf(
  line: MembersAnswer["members"][number],
  categories: readonly string[],
  said: ReadonlyMap<string, { readonly granted: boolean }> | undefined,
): string {
  const answer = (category: string) => {
    const given = said?.get(category);
    return given ? (given.granted ? "granted" : "denied") : null;
  };
  return csvLine([
    ...[line.id, line.name, line.email, line.phone, line.since],
    ...[line.orders, line.revenue, line.lastOrderAt],
    ...categories.map(answer),
  ]);
}
