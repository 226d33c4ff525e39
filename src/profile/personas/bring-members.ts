import { createHash } from "node:crypto";
import type { Context } from "../../core/context.ts";
import type { PersonaResult } from "./contract.ts";
import { hasMembers } from "./member-queries.ts";
import { lastResult, memberPage } from "./runs-store.ts";

/** Members brought at once. */
const PAGE = 20_000;

/** Brings who is of which persona to the facts, where questions about orders and events can ask for them. */
export async function bringMembers(
  { state, facts }: Pick<Context, "state" | "facts">,
  { id, result }: { readonly id: number; readonly result: PersonaResult },
): Promise<void> {
  const found = new Map(
    result.personas.flatMap((one) => (one.group === null ? [] : [[one.group, one.id] as const])),
  );
  for (let after = 0; ;) {
    const page = await memberPage(state, id, after, PAGE);
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
    const rows = page.flatMap((member) => {
      const kind = member.found === null ? undefined : found.get(member.found);
      return [member.shop, member.account, kind ?? null]
        .filter((persona) => persona !== null)
        .map((persona) => JSON.stringify({ run_id: id, persona, profile_id: member.id }));
    });
    const lines = Buffer.from(`${rows.join("\n")}\n`);
    // By what is in it: a run that began again may say something else of the same customers.
    const token = `persona members ${createHash("sha256").update(lines).digest("hex")}`;
    await facts.insert({ table: "persona_member", rows: lines, token });
  }
}

/** Brings the members of the last run where the facts do not have them, as after an update; true when done. */
export async function bringLastRun(context: Pick<Context, "state" | "facts">): Promise<boolean> {
  const last = await lastResult(context.state);
  if (last && !(await hasMembers(context.facts, last.id))) await bringMembers(context, last);
  return true;
}
