import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { State } from "../../core/state.ts";
import type { Mapping } from "./mapping-contract.ts";
import "./tables.ts";

const MOST = 500;

/** All saved mappings, by name. */
export async function listMappings(state: State) {
  return state.selectFrom("import_mapping").selectAll().orderBy("name").limit(MOST).execute();
}

/** The mapping of a name. @throws Problem `not_found`. */
export async function readMapping(state: State, name: string) {
  const row = await state
    .selectFrom("import_mapping")
    .selectAll()
    .where("name", "=", name)
    .executeTakeFirst();
  if (!row) throw noMapping(name);
  return row;
}

/** Saves a mapping under a name, in place of what was there. */
export async function saveMapping(state: State, name: string, mapping: Mapping, now: number) {
  const values = { mapping: JSON.stringify(mapping), updated_at: new Date(now) };
  return state
    .insertInto("import_mapping")
    .values({ name, ...values })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(values))
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Forgets a saved mapping. @throws Problem `not_found`. */
export async function dropMapping(state: State, name: string): Promise<void> {
  const gone = await state.deleteFrom("import_mapping").where("name", "=", name).executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw noMapping(name);
}

function noMapping(name: string): Problem {
  return new Problem("not_found", because("imports.no_mapping", { name }), { field: "mapping" });
}
