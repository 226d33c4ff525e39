import { type AtAccounts, quietRow } from "./at-accounts.ts";
import { shopPersona, type Thresholds } from "./defined.ts";
import { type Found, groupingOf, kindOf } from "./found.ts";
import { Groups } from "./groups.ts";
import { measuresOf } from "./measures.ts";
import { behaviour } from "./queries.ts";
import { addMembers, type Member } from "./runs-store.ts";
import type { Work } from "./work.ts";

/** Members written at once. */
const CHUNK = 5000;
const DAY_MS = 86_400_000;

/** What customers are assigned by. */
export type Assigning = {
  readonly found: Found;
  readonly thresholds: Thresholds;
  readonly atAccounts: AtAccounts | null;
  /** In so many parts all that was done is read. */
  readonly parts: number;
};

/** Goes through all customers once: each to their personas, and added up there. */
export async function assign(
  work: Work,
  { found, thresholds, atAccounts, parts: of }: Assigning,
): Promise<Groups> {
  const { context, id, rows, vocabulary, now, signal, note } = work;
  const measures = measuresOf(vocabulary, rows.asOf);
  const active = { from: rows.asOf - rows.windowDays * DAY_MS, asOf: rows.asOf };
  const groups = new Groups(measures, vocabulary, active);
  const kinds = groupingOf(found);
  const left = new Map(atAccounts?.people);
  for (let rest = 0; rest < of; rest += 1) {
    const part = { rest, of };
    for await (const some of behaviour(context.facts, rows, vocabulary, { now, part, signal })) {
      for (let first = 0; first < some.length; first += CHUNK) {
        const members = some.slice(first, first + CHUNK).map((row): Member => {
          const account = left.get(row.id)?.persona ?? null;
          left.delete(row.id);
          const shop = shopPersona(row, thresholds);
          const member: Member = { id: row.id, shop, found: kindOf(row, kinds), account };
          groups.add(row, member);
          return member;
        });
        await addMembers(context.state, id, members);
        await note("assign", rest / of);
      }
    }
  }
  // Who was on no screen and ordered nothing is still somebody at their account.
  const quiet = [...left].map(([person, { persona, firstAt }]): Member => {
    const member: Member = { id: person, shop: null, found: null, account: persona };
    groups.add(quietRow(person, firstAt, vocabulary), member);
    return member;
  });
  for (let first = 0; first < quiet.length; first += CHUNK) {
    await addMembers(context.state, id, quiet.slice(first, first + CHUNK));
  }
  return groups;
}
