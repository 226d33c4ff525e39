/** What the stages after `collect` take back when an import, or the demo shop, is undone. */
import type { UndoHook } from "./collect/imports/index.ts";
import { changeWithFacts } from "./collect/inbox/index.ts";
import { undoImport } from "./identify/graph/index.ts";
import { removeConsentsOf } from "./profile/consent/index.ts";
import { noteUndone } from "./profile/segments/index.ts";
import { removeTraitsOf } from "./profile/traits/index.ts";

/** Who is who, traits and consents, together, and what the facts must learn of who moved. */
const takeBack: UndoHook = (context, importId) =>
  changeWithFacts(context, async (tx) => {
    await removeTraitsOf(tx, importId);
    await removeConsentsOf(tx, importId);
    const { aliases } = await undoImport(tx, importId, { clock: context.clock });
    return { rows: { alias: aliases }, answer: undefined };
  });

/** The list that `imports` and `demo` are given. */
export const undoHooks: readonly UndoHook[] = [takeBack, noteUndone];
