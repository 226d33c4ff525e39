import type { Clock } from "../../core/clock.ts";
import { asId, type HandleId, type ImportId, type ProfileId } from "../../core/ids.ts";
import type { AliasRow } from "../../core/rows.ts";
import type { StateTransaction } from "../../core/state.ts";
import { readyRules } from "../rules/index.ts";
import type { BoardNode } from "./board-parts.ts";
import { Board } from "./board.ts";
import { nothingLoaded } from "./loaded.ts";
import { loadAround, lockGraphForChange } from "./queries.ts";
import { storeBoard } from "./store.ts";
import { recountPartners, removeWordOf } from "./undo-queries.ts";

/** A handle that went from one profile to another. */
export type Moved = {
  readonly handle: HandleId;
  readonly type: string;
  readonly from: ProfileId;
  readonly to: ProfileId;
};

/**
 * Puts the profiles around the handles together anew from all their evidence, so that what stood
 * against other evidence may count again. Answers with the handles that moved, for the facts.
 */
export async function recomputeComponents(
  tx: StateTransaction,
  handles: readonly HandleId[],
  options: { readonly clock: Clock },
): Promise<AliasRow[]> {
  return (await rejoin(tx, handles, options)).aliases;
}

/** The same; answers also with where the handles that moved came from. */
export async function rejoin(
  tx: StateTransaction,
  handles: readonly HandleId[],
  options: { readonly clock: Clock },
): Promise<{ aliases: AliasRow[]; moved: Moved[] }> {
  await lockGraphForChange(tx);
  const loaded = nothingLoaded();
  await loadAround(tx, loaded, handles);
  const board = new Board(loaded, await readyRules(tx));
  const components = new Set([...loaded.profiles.keys()].flatMap((id) => board.profile(id) ?? []));
  board.rebuild(components, board.openEdges());
  const { aliases } = await storeBoard(tx, board, options.clock);
  const nodes = new Map<number, BoardNode>([...board.nodes.values()].map((node) => [node.id, node]));
  const moved = aliases.flatMap(({ handle_id: handle, profile_id: to }) => {
    const { type = "", profileId = null } = nodes.get(handle) ?? {};
    return profileId === null ? [] : [{ handle, type, from: asId<ProfileId>(profileId), to }];
  });
  return { aliases, moved };
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
  await recountPartners(tx, touched, await readyRules(tx));
  return { aliases: await recomputeComponents(tx, touched, options), removed };
}
