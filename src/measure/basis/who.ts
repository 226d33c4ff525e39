import type { Context } from "../../core/context.ts";
import type { CustomerSet, CustomerSetKind, CustomerSets } from "../../core/customer-sets-port.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { personaSets } from "../../profile/personas/index.ts";
import { segmentSets } from "../../profile/segments/index.ts";

/** Whoever keeps sets that figures may be held to. */
const KEEPERS: Readonly<Record<CustomerSetKind, CustomerSets>> = {
  segment: segmentSets,
  persona: personaSets,
};

/** More sets at once tell nobody anything. */
const MOST = 3;

/** The sets of a kind. */
export function setsOf(kind: CustomerSetKind): CustomerSets {
  return KEEPERS[kind];
}

/**
 * The sets that a question is held to, with their members of now.
 * @throws Problem `invalid` where one is not known
 */
export async function readWho(context: Context, who: string | undefined): Promise<CustomerSet[]> {
  if (who === undefined || who === "") return [];
  // A name may hold a comma.
  const wanted = who.split(/,(?=segment:|persona:)/);
  if (wanted.length > MOST) {
    throw new Problem("invalid", because("figures.who_too_many", { most: MOST }), { field: "who" });
  }
  return Promise.all(wanted.map((one) => find(context, one)));
}

async function find(context: Context, wanted: string): Promise<CustomerSet> {
  const at = wanted.indexOf(":");
  const [kind, id] = [wanted.slice(0, at), wanted.slice(at + 1)];
  const found = kind === "segment" || kind === "persona" ? await setsOf(kind).find(context, id) : null;
  if (!found)
    throw new Problem("invalid", because("figures.who_unknown", { name: wanted }), { field: "who" });
  return found;
}
