/** What the stages after `collect` take back when an import, or the demo shop, is undone. */
import type { UndoHook } from "./collect/imports/index.ts";
import { undoImport } from "./identify/graph/index.ts";
import { removeConsentsOf } from "./profile/consent/index.ts";
import { removeTraitsOf } from "./profile/traits/index.ts";

/** Who is who, traits and consents, in one transaction; then the facts learn who moved. */
const takeBack: UndoHook = async ({ state, facts, clock }, importId) => {
  const { aliases } = await state.transaction().execute(async (tx) => {
    await removeTraitsOf(tx, importId);
    await removeConsentsOf(tx, importId);
    return undoImport(tx, importId, { clock });
  });
  if (aliases.length === 0) return;
  const rows = Buffer.from(aliases.map((alias) => JSON.stringify(alias)).join("\n"));
  const versions = aliases.map((alias) => alias.version);
  await facts.insert({ table: "alias", rows, token: `undo-${importId}-${Math.max(...versions)}` });
  await facts.reloadProfiles();
};

/** The list that `imports` and `demo` are given. */
export const undoHooks: readonly UndoHook[] = [takeBack];
