import type { CustomerSetName, CustomerSets } from "../../core/customer-sets-port.ts";
import { sizeOfSet } from "../../core/customer-sets-queries.ts";
import type { Persona } from "./contract.ts";
import { membershipsIn, membersOf } from "./member-queries.ts";
import { lastResult } from "./runs-store.ts";

/** No run is of this number. */
const NO_RUN = 0;

/** Personas of the last run as sets that figures may be held to. */
export const personaSets: CustomerSets = {
  kind: "persona",
  async all({ state }) {
    const last = await lastResult(state);
    return last?.result.personas.map(nameOf) ?? [];
  },
  async find({ state, facts }, idOrName) {
    const last = await lastResult(state);
    const persona = last?.result.personas.find(({ id }) => id === idOrName);
    if (!last || !persona) return null;
    const members = membersOf(last.id, persona.id);
    return {
      ...nameOf(persona),
      asOf: Date.parse(last.result.asOf),
      byBehaviour: true,
      isWhole: true,
      members,
      ...(await sizeOfSet(facts, members)),
    };
  },
  async memberships({ state }, ids) {
    return membershipsIn((await lastResult(state))?.id ?? NO_RUN, ids);
  },
};

function nameOf({ id, marks }: Persona): CustomerSetName {
  return { kind: "persona", id, name: "", marks, isList: false };
}
