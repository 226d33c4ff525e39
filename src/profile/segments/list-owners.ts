import type { Context } from "../../core/context.ts";
import { parseProfileId, type ProfileId } from "../../core/ids.ts";
import { normaliseHere } from "../../identify/graph/index.ts";
import { ownersOfValues, profilesByNumber } from "./list-store.ts";

/** Types that stand for the numbers of profiles themselves. */
const OWN: readonly string[] = ["profile_id", "profile"];

/** Whose the values are, each profile once, and the values that are nobody's. */
export async function ownersOf(
  context: Context,
  type: string,
  values: readonly string[],
): Promise<{ profiles: ProfileId[]; unknown: string[] }> {
  const found = OWN.includes(type) ? await byNumber(context, values) : await byValue(context, type, values);
  const known = values.map((value) => found.get(value));
  return {
    profiles: [...new Set(known.filter((profile) => profile !== undefined))],
    unknown: values.filter((value) => !found.has(value)),
  };
}

async function byNumber({ state }: Context, values: readonly string[]): Promise<Map<string, ProfileId>> {
  const numbers = values.flatMap((value) => {
    const id = parseProfileId(value.trim());
    return id === null ? [] : [[value, id] as const];
  });
  const now = await profilesByNumber(
    state,
    numbers.map(([, id]) => id),
  );
  return new Map(numbers.flatMap(([value, id]) => (now.has(id) ? [[value, now.get(id) ?? id]] : [])));
}

async function byValue(
  context: Context,
  type: string,
  values: readonly string[],
): Promise<Map<string, ProfileId>> {
  const reads = await Promise.all(values.map((value) => normaliseHere(context, type, value)));
  const normal = values.flatMap((value, nth) => {
    const read = reads[nth] ?? null;
    return read === null ? [] : [[value, read] as const];
  });
  const owners = await ownersOfValues(
    context.state,
    type,
    normal.map(([, read]) => read),
  );
  return new Map(
    normal.flatMap(([value, read]) => {
      const owner = owners.get(read);
      return owner === undefined ? [] : [[value, owner]];
    }),
  );
}
