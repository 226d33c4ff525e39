import { randomUUID } from "node:crypto";
import type { Context } from "../../core/context.ts";
import { forgetRun, hasMembers } from "./member-queries.ts";
import type { DoneRun } from "./moved-store.ts";
import { memberPage } from "./runs-store.ts";

/** Members brought at once. */
const PAGE = 20_000;

/** Brings who is of which persona to the facts, where questions about orders and events can ask for them. */
export async function bringMembers(
  { state, facts }: Pick<Context, "state" | "facts">,
  { id, result }: DoneRun,
): Promise<void> {
  // A run that was killed here begins again, and may say something else of the same customers.
  if (await hasMembers(facts, id)) await forgetRun(facts, id);
  const attempt = randomUUID();
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
    const token = `persona members ${id} ${attempt} ${after}`;
    await facts.insert({ table: "persona_member", rows: lines, token });
  }
}
