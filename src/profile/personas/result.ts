import type { CountedRows } from "../../core/counted-rows-port.ts";
import type { State } from "../../core/state.ts";
import { continued } from "./clustering/continue.ts";
import type { AccountSettings } from "./accounts/accounts-contract.ts";
import { newNumbers, sharedMembers } from "./continued-store.ts";
import type { Persona, PersonaMark, PersonaResult } from "./contract.ts";
import type { Thresholds } from "./defined.ts";
import type { Found } from "./found.ts";
import type { Groups } from "./groups.ts";
import { marksOf } from "./marks.ts";
import type { Vocabulary } from "./moments-queries.ts";
import { lastResult } from "./runs-store.ts";
import type { Summary } from "./summary.ts";

/** What a run has in hand once all customers are assigned. */
export type Made = {
  readonly rows: CountedRows;
  readonly vocabulary: Vocabulary;
  readonly thresholds: Thresholds;
  readonly found: Found;
  readonly groups: Groups;
  readonly needed: number;
  readonly accounts: { readonly accounts: number; readonly settings: AccountSettings } | null;
};

/** Puts a run's result together. */
export async function resultOf(state: State, run: number, made: Made): Promise<PersonaResult> {
  const { rows, vocabulary, thresholds, found, groups, needed, accounts } = made;
  const { kinds } = found;
  const shop = [...groups.shop].map(([id, summary]) => personaOf(id, "shop", [], summary, groups.all));
  const people = [...(accounts ? groups.accounts : [])].map(([id, summary]) =>
    personaOf(id, "account", [], summary, groups.atAccounts),
  );
  return {
    asOf: new Date(rows.asOf).toISOString(),
    timeZone: rows.timeZone,
    currency: rows.currency,
    windowDays: rows.windowDays,
    customers: groups.all.figures.customers,
    known: groups.known.figures.customers,
    needed,
    thresholds,
    search: {
      why: kinds.found ? null : kinds.why,
      kinds: kinds.found ? kinds.chosen.kinds : null,
      stability: kinds.found ? kinds.chosen.stability : null,
      tried: [...kinds.tried],
    },
    channels: [...vocabulary.channels],
    categories: [...vocabulary.categories],
    products: [...vocabulary.products],
    accounts: accounts && {
      ...accounts,
      all: personaOf("all", "account", [], groups.atAccounts, groups.atAccounts),
    },
    all: personaOf("all", "shop", [], groups.all, groups.all),
    personas: [...shop, ...people, ...(await foundPersonas(state, run, made))],
  };
}

/** Personas that were found, the largest first; those that were found before keep number and name. */
async function foundPersonas(state: State, run: number, { found, groups }: Made): Promise<Persona[]> {
  const list = [...groups.found].toSorted(([, a], [, b]) => b.figures.customers - a.figures.customers);
  const earlier = await earlierPersonas(state, run, list);
  const numbers = await newNumbers(state, earlier.filter((one) => one === null).length);
  const groupOf = new Map(found.measures.map(({ name, group }) => [name, group]));
  return list.map(([group, summary], at) => {
    const before = earlier[at] ?? null;
    const differences = summary.differences(groups.known);
    const marks = marksOf(differences, groupOf, before?.marks);
    const id = before?.id ?? `k${numbers.shift() ?? 0}`;
    const again = found.kinds.found ? (found.kinds.again[group] ?? null) : null;
    return { ...personaOf(id, "found", marks, summary, groups.known), group, again };
  });
}

async function earlierPersonas(
  state: State,
  run: number,
  list: readonly (readonly [number, Summary])[],
): Promise<({ id: string; marks: PersonaMark[] } | null)[]> {
  const last = await lastResult(state);
  const before = last?.result.personas.filter(({ kind }) => kind === "found") ?? [];
  if (!last || before.length === 0) return list.map(() => null);
  const pairs = await sharedMembers(state, run, last.id);
  const shared = list.map(([now]) =>
    before.map(
      ({ group }) => pairs.find((pair) => pair.now === now && pair.before === group)?.customers ?? 0,
    ),
  );
  const sizes = list.map(([, { figures }]) => figures.customers);
  const matched = continued(
    shared,
    sizes,
    before.map(({ customers }) => customers),
  );
  return matched.map((place) => (place === null ? null : (before[place] ?? null)));
}

function personaOf(
  id: string,
  kind: Persona["kind"],
  marks: PersonaMark[],
  summary: Summary,
  others: Summary,
): Persona {
  const differences = summary === others ? [] : summary.differences(others);
  return { id, kind, marks, group: null, ...summary.figures, ...summary.values(), differences };
}
