/** What the stages after `collect` take back when an import, or the demo shop, is undone. */
import type { UndoHook } from "./collect/imports/index.ts";
import { insertAside, storeAside } from "./collect/inbox/index.ts";
import { undoImport } from "./identify/graph/index.ts";
import { removeConsentsOf } from "./profile/consent/index.ts";
import { removeTraitsOf } from "./profile/traits/index.ts";

/**
 * Who is who, traits and consents, in one transaction, which also stores what the facts must learn
 * of who moved: a kill right after it loses nothing.
 */
const takeBack: UndoHook = async (context, importId) => {
  await context.state.transaction().execute(async (tx) => {
    await removeTraitsOf(tx, importId);
    await removeConsentsOf(tx, importId);
    const { aliases } = await undoImport(tx, importId, { clock: context.clock });
    await storeAside(tx, { alias: aliases });
  });
  if (await insertAside(context)) await context.facts.reloadProfiles();
};

/** The list that `imports` and `demo` are given. */
export const undoHooks: readonly UndoHook[] = [takeBack];
