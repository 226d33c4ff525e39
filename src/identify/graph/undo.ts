import type { Clock } from "../../core/clock.ts";
import type { HandleId, ImportId } from "../../core/ids.ts";
import type { AliasRow } from "../../core/rows.ts";
import type { StateTransaction } from "../../core/state.ts";
import { Board } from "./board.ts";
import type { Loaded } from "./loaded.ts";
import { loadAround, lockGraphForChange } from "./queries.ts";
import { MOST_PARTNERS } from "./replay.ts";
import { storeBoard } from "./store.ts";
import { recountPartners, removeWordOf } from "./undo-queries.ts";

/**
 * Puts the profiles around the handles together anew from all their evidence, so that what stood
 * against other evidence may count again. Answers with the handles that moved.
 */
export async function recomputeComponents(
  tx: StateTransaction,
  handles: readonly HandleId[],
  options: { readonly clock: Clock },
): Promise<AliasRow[]> {
  await lockGraphForChange(tx);
  const loaded: Loaded = { handles: new Map(), evidence: new Map(), profiles: new Map() };
  await loadAround(tx, loaded, handles);
  const board = new Board(loaded);
  const components = new Set([...loaded.profiles.keys()].flatMap((id) => board.profile(id) ?? []));
  board.rebuild(components, board.openEdges());
  return (await storeBoard(tx, board, options.clock)).aliases;
}

/**
 * Takes back what an import said of who is who: its evidence, the handles that it alone named, and
 * its word for others. The profiles fall apart where nothing else holds them. The handles that go
 * are named, so that later stages take back what hangs on them.
 */
export async function undoImport(
  tx: StateTransaction,
  importId: ImportId,
  options: { readonly clock: Clock },
): Promise<{ aliases: AliasRow[]; removed: HandleId[] }> {
  await lockGraphForChange(tx);
  const { removed, touched } = await removeWordOf(tx, importId);
  await recountPartners(tx, touched, MOST_PARTNERS);
  return { aliases: await recomputeComponents(tx, touched, options), removed };
}
