import type { Context } from "../../core/context.ts";
import type { HandleId } from "../../core/ids.ts";
import { appendErased, readErasedFile } from "./erased-file.ts";
import { hashOf } from "./erased-hash.ts";
import { ownSecret, readErased, storeErased, tellingIdentifiers } from "./erased-queries.ts";

/** Remembers the identifiers of handles that are about to be erased, in the state and in the file. */
export async function rememberErased(
  context: Context,
  handles: readonly HandleId[],
  erasedAt: number,
): Promise<void> {
  const identifiers = await tellingIdentifiers(context.state, handles);
  if (identifiers.length === 0) return;
  const secret = await ownSecret(context.state);
  const erased = identifiers.map((one) => ({ secret, hash: hashOf(secret, one), erasedAt }));
  await storeErased(context.state, erased, { searched: true });
  await appendErased(context.dataDir, erased);
}

/**
 * Makes one list of the state's and the file's, so that a restored database knows those who were
 * erased after its backup, and a lost file is written anew.
 */
async function uniteErased({ state, dataDir }: Context): Promise<void> {
  const inFile = await readErasedFile(dataDir);
  await storeErased(state, inFile, { searched: false });
  const known = new Set(inFile.map(({ hash, erasedAt }) => `${hash} ${erasedAt}`));
  const inState = await readErased(state, "all");
  await appendErased(
    dataDir,
    inState.filter(({ hash, erasedAt }) => !known.has(`${hash} ${erasedAt}`)),
  );
}

const united = new WeakMap<Context, Promise<void>>();

/** The same, once for each start of the program; whoever needs the list waits for it. */
export function uniteErasedOnce(context: Context): Promise<void> {
  const present = united.get(context);
  if (present) return present;
  const work = uniteErased(context);
  united.set(context, work);
  // A store that was away is asked again by the next who needs it.
  work.catch(() => united.delete(context));
  return work;
}
