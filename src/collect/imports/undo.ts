import type { Context } from "../../core/context.ts";
import type { ImportId } from "../../core/ids.ts";
import { dropWaiting } from "../inbox/index.ts";
import { deleteImported } from "./fact-queries.ts";
import { forgetLeftOut } from "./left-out-queries.ts";
import { takeOutOfOrders } from "./rebuild-orders.ts";

/**
 * What a later stage takes back when an import is undone (identity's evidence, traits, consent);
 * running it twice changes nothing more. `capabilities.ts` hands the list in.
 */
export type UndoHook = (context: Context, importId: ImportId) => Promise<void>;

/**
 * Takes back all that an import brought, as if it had never been: what waits in the inbox, what it
 * said of orders (those that others spoke of too are put together anew), what later stages made of
 * it, and last its events, by which an undo that was killed finds its way again. False where the
 * signal aborted before it was done.
 */
export async function undoImport(
  context: Context,
  importId: ImportId,
  hooks: readonly UndoHook[],
  signal: AbortSignal,
): Promise<boolean> {
  await dropWaiting(context.state, importId);
  if (!(await takeOutOfOrders(context, importId, signal))) return false;
  for (const hook of hooks) await hook(context, importId);
  await deleteImported(context.facts, importId, ["trait", "consent", "message", "event"]);
  await forgetLeftOut(context.state, importId);
  return true;
}
