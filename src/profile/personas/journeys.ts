import type { Context } from "../../core/context.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { asId, type ProfileId, showProfileId } from "../../core/ids.ts";
import { handlesOf } from "../../identify/graph/index.ts";
import type { JourneysAnswer, Persona } from "./contract.ts";
import { lastSteps, type StepRow } from "./journey-queries.ts";
import { lastResult, type Member, someMembers } from "./runs-store.ts";

const CUSTOMERS = 4;
const STEPS = 8;

/** What a few customers of a persona did last. */
export async function journeysOf({ state, facts, clock }: Context, id: string): Promise<JourneysAnswer> {
  const last = await lastResult(state);
  const persona = last?.result.personas.find((one) => one.id === id);
  if (!last || !persona) throw new Problem("not_found", because("personas.none"), {});
  const members = await someMembers(state, last.id, whichOf(persona), CUSTOMERS);
  const handles = await handlesOf(state, members);
  const ids = [...handles.values()].flatMap((list) => list.map((handle) => handle.id));
  const steps = ids.length === 0 ? [] : await lastSteps(facts, ids, clock.now(), STEPS);
  const byCustomer = Map.groupBy(steps, ({ customer }) => asId<ProfileId>(Number(customer)));
  return {
    journeys: [...byCustomer].map(([customer, rows]) => ({
      customer: showProfileId(customer),
      steps: rows.toReversed().map(stepOf),
    })),
  };
}

/** Whether a member is of a persona. */
export function isOf(persona: Persona, member: Member | undefined): boolean {
  if (!member) return false;
  const { kind, id, group } = persona;
  return kind === "found" ? member.found === group : member[kind] === id;
}

function whichOf({ id, kind, group }: Persona): { shop: string } | { found: number } | { account: string } {
  if (group !== null) return { found: group };
  return kind === "account" ? { account: id } : { shop: id };
}

function stepOf({
  customer: _customer,
  at,
  ...step
}: StepRow): JourneysAnswer["journeys"][number]["steps"][number] {
  return { ...step, at: `${at.replace(" ", "T")}Z` };
}
