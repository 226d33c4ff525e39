import type { Context } from "../../core/context.ts";
import type { CustomerSet } from "../../core/customer-sets-port.ts";
import type { ProfileId } from "../../core/ids.ts";
import type { Sql } from "../../core/sql.ts";
import { countedRows, readBasis, type NamedSet } from "../basis/index.ts";
import { behaviourColumns } from "./behaviour-columns.ts";
import type { Column, Sample, Work } from "./columns.ts";
import type { Comparison } from "./contract.ts";
import { linesOf } from "./lines.ts";
import { saidColumns, setColumns } from "./said-columns.ts";
import { everybody, handlesAmong, nobody, sizeOf, someOf, without } from "./sample-queries.ts";
import type { Sides } from "./sides.ts";
import { retentionColumns, standingColumns } from "./standing-columns.ts";

/** Of more customers on a side so many are looked at: differences are known to a few hundredths then. */
const MOST = 5000;

/** A comparison with what single customers have, for the lists behind its lines. */
export type Compared = {
  readonly comparison: Comparison;
  readonly sample: Sample;
  readonly columns: readonly Column[];
};

const FAMILIES = [behaviourColumns, standingColumns, retentionColumns, setColumns, saidColumns];

/** Holds two sets against each other; whoever is in both is left out of both. `note` is told how far it is. */
export async function compare(
  context: Context,
  sides: Sides,
  note: (share: number) => void,
): Promise<Compared> {
  const { facts, clock } = context;
  const asOf = clock.now();
  const all = { a: sides.a?.members ?? everybody(), b: sides.b?.members ?? everybody() };
  // Everybody else are those who are not in the other side.
  const own = {
    a: without(all.a, sides.b?.members ?? nobody()),
    b: without(all.b, sides.a?.members ?? nobody()),
  };
  const [a, b] = [await sideOf(context, sides.a, all.a, own.a), await sideOf(context, sides.b, all.b, own.b)];
  const ids = [...a.ids, ...b.ids];
  const placeOf = new Map(ids.map((id, place) => [Number(id), place]));
  const sample: Sample = { ids, ofA: a.ids.length, placeOf, handles: await handlesAmong(facts, ids) };
  const [basis, counted] = await Promise.all([readBasis(context, {}), countedRows(context)]);
  const work: Work = { context, basis, counted, sample, sides };
  const columns: Column[] = [];
  for (const [at, family] of FAMILIES.entries()) {
    note((at + 1) / (FAMILIES.length + 1));
    if (a.ids.length > 0 && b.ids.length > 0) columns.push(...(await family(work)));
  }
  const comparison = {
    ...{ a: a.side, b: b.side },
    both: sides.a && sides.b ? a.side.customers - a.side.compared : 0,
    sampled: a.side.looked < a.side.compared || b.side.looked < b.side.compared,
    asOf: new Date(asOf).toISOString(),
    currency: work.basis.currency,
    lines: linesOf(columns, sample.ofA),
  };
  return { comparison, sample, columns };
}

type SideOf = { readonly side: Comparison["a"]; readonly ids: readonly ProfileId[] };

async function sideOf({ facts }: Context, set: CustomerSet | null, all: Sql, own: Sql): Promise<SideOf> {
  const compared = await sizeOf(facts, own);
  const customers = set ? await sizeOf(facts, all) : compared;
  const ids = await someOf(facts, own, MOST);
  return { side: { set: set && nameOf(set), customers, compared, looked: ids.length }, ids };
}

function nameOf({ kind, id, name, marks, isList }: CustomerSet): NamedSet {
  return { kind, id, name, marks: [...marks], isList };
}
