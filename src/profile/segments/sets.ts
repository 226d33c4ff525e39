import type { CustomerSetName, CustomerSets } from "../../core/customer-sets-port.ts";
import { sizeOfSet } from "../../core/customer-sets-queries.ts";
import { needsOf } from "../conditions/index.ts";
import { readSegments, type KeptSegment } from "./kept-store.ts";
import { membersOf, membershipsIn } from "./membership-queries.ts";

/** Segments and lists as sets that figures may be held to; none that are put aside. */
export const segmentSets: CustomerSets = {
  kind: "segment",
  async all({ state }) {
    const all = await readSegments(state);
    return all
      .filter(({ archived }) => !archived)
      .map(nameOf)
      .toSorted((left, right) => left.name.localeCompare(right.name, "en"));
  },
  async find({ state, facts, clock }, idOrName) {
    const all = (await readSegments(state)).filter(({ deleted }) => !deleted);
    const wanted = idOrName.toLowerCase();
    const found =
      all.find(({ id }) => String(id) === idOrName) ??
      all.find(({ name, archived }) => !archived && name.toLowerCase() === wanted);
    if (!found) return null;
    const members = membersOf(found.id);
    return {
      ...nameOf(found),
      asOf: clock.now(),
      byBehaviour: isByBehaviour(found, all),
      isWhole: found.passAfter === null,
      members,
      ...(await sizeOfSet(facts, members)),
    };
  },
  async memberships(_, ids) {
    return membershipsIn(ids.map(Number));
  },
};

function nameOf({ id, name, kind }: KeptSegment): CustomerSetName {
  return { kind: "segment", id: String(id), name, marks: [], isList: kind === "list" };
}

/** Whether the rule looks at more than what customers say of themselves. */
function isByBehaviour({ rule }: KeptSegment, all: readonly KeptSegment[]): boolean {
  if (rule === null) return false;
  const segments = new Map(all.flatMap((one) => (one.rule === null ? [] : [[one.id, one.rule] as const])));
  const { events, orders, refunds, tops, figures, moves, personas } = needsOf(rule, {
    segments,
    figureNames: [],
  });
  const didSomething = events === "all" || events.size > 0 || orders || refunds || tops.length > 0;
  return didSomething || [figures, moves, personas].some(({ size }) => size > 0);
}
