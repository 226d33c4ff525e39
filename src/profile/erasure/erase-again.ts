import type { Context } from "../../core/context.ts";
import type { HandleId, ProfileId } from "../../core/ids.ts";
import { eraseSubject, type Registry } from "./erase.ts";
import { hashOf } from "./erased-hash.ts";
import { handlesAfter, noteSearched, readErased } from "./erased-queries.ts";

const BLOCK = 20_000;

/** Handles of one profile that are to go, and when they were erased before. */
type Found = { readonly handles: readonly HandleId[]; readonly at: number };

/**
 * Erases once more whom a restored database brought back: the file remembers them, and the
 * database has not been searched for them. Can be cut short anywhere and begins anew.
 */
export async function eraseAgain(context: Context, registry: Registry): Promise<void> {
  const wanted = await readErased(context.state, "unsearched");
  if (wanted.length === 0) return;
  const profiles = await findErased(context, wanted);
  for (const [profileId, { handles, at }] of profiles) {
    await eraseSubject(context, registry, { profileId, handles, at, by: "list of the erased" });
  }
  await noteSearched(context.state, wanted);
  context.log.info({ erased: profiles.size }, "the customers were searched for those erased before");
}

async function findErased(
  { state }: Context,
  wanted: Awaited<ReturnType<typeof readErased>>,
): Promise<Map<ProfileId, Found>> {
  const times = new Map(wanted.map(({ hash, erasedAt }) => [hash, erasedAt]));
  const secrets = [...new Set(wanted.map(({ secret }) => secret))];
  const found = new Map<ProfileId, Found>();
  for (let after = 0; ;) {
    const block = await handlesAfter(state, after, BLOCK);
    for (const { id, profileId, firstSeen, ...identifier } of block) {
      after = id;
      const erasedAt = Math.max(...secrets.map((secret) => times.get(hashOf(secret, identifier)) ?? -1));
      if (firstSeen > erasedAt) continue;
      const present = found.get(profileId) ?? { handles: [], at: 0 };
      found.set(profileId, { handles: [...present.handles, id], at: Math.max(present.at, erasedAt) });
    }
    if (block.length < BLOCK) return found;
  }
}
