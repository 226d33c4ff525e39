import type { Context } from "../../core/context.ts";
import type { CustomerSet } from "../../core/customer-sets-port.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { readWho } from "../basis/index.ts";
import { OTHERS, type CompareQuestion } from "./contract.ts";

/** What is compared; null: everybody who is not in the other. */
export type Sides = { readonly a: CustomerSet | null; readonly b: CustomerSet | null };

/** The sides that are named. @throws Problem `invalid` where one is not known, or both are the same */
export async function readSides(context: Context, { a, b }: CompareQuestion): Promise<Sides> {
  const sides = { a: await sideOf(context, a), b: await sideOf(context, b) };
  if (sides.a?.kind === sides.b?.kind && sides.a?.id === sides.b?.id) {
    throw new Problem("invalid", because("figures.compare_same"), { field: "b" });
  }
  return sides;
}

/** Names the sides with the members that they have now. */
export function sidesKey({ a, b }: Sides): string {
  return [a, b].map((side) => (side ? `${side.kind}:${side.id} ${side.mark}` : OTHERS)).join("|");
}

async function sideOf(context: Context, named: string): Promise<CustomerSet | null> {
  if (named === OTHERS) return null;
  const [set] = await readWho(context, named);
  return set ?? null;
}
