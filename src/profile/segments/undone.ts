import type { Context } from "../../core/context.ts";
import type { ImportId } from "../../core/ids.ts";
import { anySegment } from "./kept-store.ts";
import { handlesOfImport } from "./membership-queries.ts";
import { touchAfterUndo } from "./touched-store.ts";

/** Notes whom an import that is being undone was about: their memberships are looked at once it is gone. */
export async function noteUndone(context: Context, importId: ImportId): Promise<void> {
  if (!(await anySegment(context.state))) return;
  // A moment later than now: what the import brought at this very moment is gone then, too.
  const undo = { importId, at: context.clock.now() + 1 };
  for await (const handles of handlesOfImport(context.facts, importId)) {
    await touchAfterUndo(context.state, handles, undo);
  }
}
