import { CUSTOMER_SET_KINDS } from "../../core/customer-sets-port.ts";
import { consentOf } from "../../profile/consent/index.ts";
import { setsOf } from "../basis/index.ts";
import { type Column, emptyColumn, oneOfEach, type Work } from "./columns.ts";
import { fewValuedTraits, setsAmong } from "./said-queries.ts";

const MOST_VALUES = 12;
/** More segments than this are not compared by. */
const MOST_SETS = 60;

/** What customers agreed to, and what they say of themselves where it tells few kinds of people. */
export async function saidColumns({ context, sample }: Work): Promise<Column[]> {
  const { facts, state, clock } = context;
  const consents = new Map<string, Column>();
  for (const [id, categories] of await consentOf(state, sample.ids)) {
    const place = sample.placeOf.get(id);
    if (place === undefined) continue;
    for (const [category, { granted }] of categories) {
      const column = consents.get(category) ?? emptyColumn(sample, { group: "consent", name: category });
      consents.set(category, column);
      column.values[place] = granted ? 1 : 0;
    }
  }
  const said = await fewValuedTraits(facts, {
    profiles: sample.ids,
    handles: sample.handles,
    now: clock.now(),
  });
  const traits = Map.groupBy(said, ({ name }) => name);
  const columns = [...traits].flatMap(([name, rows]) => {
    const values = new Map(rows.map(({ id, value }) => [sample.placeOf.get(id) ?? 0, plainOf(value)]));
    return oneOfEach(
      sample,
      { group: "trait", most: MOST_VALUES, nameOf: (value) => ({ name, value }) },
      values,
    );
  });
  return [...consents.values(), ...columns];
}

/** A value of JSON as people write it. */
function plainOf(json: string): string {
  const value: unknown = JSON.parse(json);
  return typeof value === "string" ? value : json;
}

/** Which other personas and segments customers are in; of personas those of whom it is known. */
export async function setColumns({ context, sample, sides }: Work): Promise<Column[]> {
  const columns: Column[] = [];
  for (const kind of CUSTOMER_SET_KINDS) {
    const isSide = (id: string) => [sides.a, sides.b].some((side) => side?.kind === kind && side.id === id);
    const all = (await setsOf(kind).all(context)).filter(({ id }) => !isSide(id)).slice(0, MOST_SETS);
    const ids = all.map(({ id }) => id);
    const found = await setsAmong(context.facts, await setsOf(kind).memberships(context, ids), sample.ids);
    const known = new Set(kind === "persona" ? found.map(({ id }) => id) : sample.ids);
    for (const set of all) {
      const members = new Set(found.flatMap((one) => (one.set === set.id ? one.id : [])));
      const column = emptyColumn(sample, {
        group: "set",
        name: `${kind}:${set.id}`,
        set: { ...set, marks: [...set.marks] },
      });
      for (const [place, id] of sample.ids.entries())
        if (known.has(id)) column.values[place] = members.has(id) ? 1 : 0;
      columns.push(column);
    }
  }
  return columns;
}
