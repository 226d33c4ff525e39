import { shopPersona, type Thresholds } from "./defined.ts";
import { type Found, kindOf } from "./found.ts";
import { Groups } from "./groups.ts";
import { measuresOf } from "./measures.ts";
import { behaviour } from "./queries.ts";
import { addMembers, type Member } from "./runs-store.ts";
import type { Work } from "./work.ts";

/** Members written at once. */
const CHUNK = 5000;
const DAY_MS = 86_400_000;

/** Goes through all customers once: each to their personas, and added up there. */
export async function assign(work: Work, found: Found, thresholds: Thresholds, of: number): Promise<Groups> {
  const { context, id, rows, vocabulary, now, signal, note } = work;
  const measures = measuresOf(vocabulary, rows.asOf);
  const active = { from: rows.asOf - rows.windowDays * DAY_MS, asOf: rows.asOf };
  const groups = new Groups(measures, vocabulary, active);
  for (let rest = 0; rest < of; rest += 1) {
    const part = { rest, of };
    for await (const some of behaviour(context.facts, rows, vocabulary, { now, part, signal })) {
      for (let first = 0; first < some.length; first += CHUNK) {
        const members = some.slice(first, first + CHUNK).map((row): Member => {
          const shop = shopPersona(row, thresholds);
          const kind = kindOf(row, found);
          groups.add(row, shop, kind);
          return { id: row.id, shop, found: kind };
        });
        await addMembers(context.state, id, members);
        await note("assign", rest / of);
      }
    }
  }
  return groups;
}
