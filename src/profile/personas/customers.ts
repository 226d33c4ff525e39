/** Who is of a persona: page by page, and as a file. */
import type { Context } from "../../core/context.ts";
import { CSV_START, csvLine } from "../../core/csv.ts";
import { parseProfileId, type ProfileId } from "../../core/ids.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { calledOf, searchProfiles } from "../traits/index.ts";
import type { PersonaCustomersAnswer, PersonaCustomersQuestion } from "./customers-contract.ts";
import { countMembers, memberNumbers } from "./member-queries.ts";
import { lastResult } from "./runs-store.ts";

/** Customers that an export reads at a time. */
const EXPORT_PAGE = 5000;
/** A search looks through its best hits only. */
const HITS = 5000;

/** One page of them. @throws Problem `not_found` where the last run found no such persona */
export async function personaCustomers(
  context: Context,
  id: string,
  { q, cursor, limit }: PersonaCustomersQuestion,
): Promise<PersonaCustomersAnswer> {
  const { state, facts } = context;
  const { run, persona, asOf } = await personaOf(context, id);
  const among = q ? await sought(context, q) : null;
  const of = { run, persona: id };
  const page = await memberNumbers(facts, of, { after: Number(cursor ?? 0), among, limit: limit + 1 });
  const shown = page.slice(0, limit);
  return {
    customers: await calledOf(state, shown),
    total: await countMembers(facts, of, among),
    capped: (among?.length ?? 0) >= HITS,
    next: page.length > limit ? String(shown.at(-1) ?? "") : null,
    asOf,
    marks: persona.marks,
  };
}

/** All of them as CSV, or those who fit `q`, in pieces as they are read. */
export async function* personaCustomersCsv(
  context: Context,
  id: string,
  q: string | undefined,
): AsyncGenerator<string> {
  const { run } = await personaOf(context, id);
  const among = q ? await sought(context, q) : null;
  yield CSV_START + csvLine(["profile_id", "name", "email", "phone"]);
  for (let after = 0; ;) {
    const ask = { after, among, limit: EXPORT_PAGE };
    const page = await memberNumbers(context.facts, { run, persona: id }, ask, { lane: "background" });
    const last = page.at(-1);
    if (last === undefined) return;
    after = last;
    const lines = await calledOf(context.state, page);
    yield lines.map((line) => csvLine([line.id, line.name, line.email, line.phone])).join("");
  }
}

async function personaOf({ state }: Context, id: string) {
  const last = await lastResult(state);
  const persona = last?.result.personas.find((one) => one.id === id);
  if (!last || !persona) throw new Problem("not_found", because("personas.none"), {});
  return { run: last.id, persona, asOf: last.result.asOf };
}

async function sought({ state }: Context, text: string): Promise<ProfileId[]> {
  const byNumber = text.startsWith("p_") ? parseProfileId(text) : null;
  const hits = await searchProfiles(state, text, HITS);
  return byNumber === null ? hits : [byNumber, ...hits];
}
