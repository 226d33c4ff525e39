import type { ImportId } from "../../core/ids.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import "./tables.ts";

/** Counts events of an import that were left out, since their customer was erased. */
export async function countLeftOut(tx: StateTransaction, id: ImportId, events: number): Promise<void> {
  await tx
    .updateTable("import")
    .set((set) => ({ left_out: set("left_out", "+", events) }))
    .where("id", "=", id)
    .execute();
}

/** Forgets that count: the import was taken back. */
export async function forgetLeftOut(state: State, id: ImportId): Promise<void> {
  await state.updateTable("import").set({ left_out: 0 }).where("id", "=", id).execute();
}
