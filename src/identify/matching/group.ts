import { agreeing } from "./agreement.ts";
import { clusters, type Link } from "./clusters.ts";
import { compareWithin } from "./comparing-queries.ts";
import type { Run } from "./run-store.ts";
import { doubtsWithin, putMembers } from "./scoring-queries.ts";
import type { Model } from "./train.ts";

/** More records than one customer has; a larger group is broken at its weakest links. */
const LARGEST_GROUP = 50;

/**
 * The groups of records that are one customer's: what hangs together by links of `same` bits or
 * more, parted where the pairs between two parts speak against it. `isPart`: pairs that can't be
 * links were not compared.
 */
export async function groupRecords(
  run: Run,
  model: Model,
  links: readonly Link[],
  same: number,
  isPart: boolean,
): Promise<number[][]> {
  const strong = links.filter(({ weight }) => weight >= same);
  const together = clusters(strong, LARGEST_GROUP);
  // Two records are compared with nobody else.
  const larger = together.filter(({ length }) => length > 2);
  const groupOf = new Map(larger.flatMap((group, index) => group.map((record) => [record, index] as const)));
  await putMembers(run, larger);
  if (isPart) await compareWithin(run);
  const within = strong.filter(({ a, b }) => groupOf.has(a) && groupOf.get(a) === groupOf.get(b));
  const agreed = agreeing(within, await doubtsWithin(run, model, same));
  return [...together.filter(({ length }) => length === 2), ...agreed];
}
