import type { Context } from "../../core/context.ts";
import type { CustomerFiguresPort, FiguresAsOf, Movement } from "../../core/customer-figures-port.ts";
import type { Facts } from "../../core/facts.ts";
import { orderRevenue, readBasis, refundRevenue, type FigureBasis } from "../basis/index.ts";
import type { FigureGroup, FigureReading, Standing } from "./figure-group.ts";
import { figureRows, movementRows } from "./figure-rows-queries.ts";
import { ownFigures } from "./own-figures-queries.ts";
import { standingFigures } from "./standing-figures-queries.ts";

/** What all figures rest on is read anew so often, in milliseconds: it takes a look at every order. */
const KEPT_FOR = 60_000;

type Kept = { readonly basis: FigureBasis; readonly until: number };

/**
 * The figures that conditions may name. More of them, as of other capabilities of the stage, are more
 * groups: `customerFigures([...FIGURE_GROUPS, rfmFigures])`.
 */
export function customerFigures(
  groups: readonly FigureGroup[] = FIGURE_GROUPS,
  keptFor = KEPT_FOR,
): CustomerFiguresPort {
  const kept = new WeakMap<Facts, Kept>();
  const basisOf = async (context: Context): Promise<FigureBasis> => {
    const known = kept.get(context.facts);
    const now = performance.now();
    if (known && known.until > now) return known.basis;
    const basis = await readBasis(context, { asOf: new Date(context.clock.now()).toISOString() });
    kept.set(context.facts, { basis, until: now + keptFor });
    return basis;
  };
  return {
    names: groups.flatMap(({ names }) => names),
    async asOf(context, instant) {
      const basis = { ...(await basisOf(context)), asOf: instant };
      const ready = await Promise.all(groups.map((group) => group.ready(context, basis)));
      return figuresAsOf(basis, new Map(ready.flatMap((readings) => Object.entries(readings))));
    },
    async restOn(context) {
      const basis = await basisOf(context);
      const rest = await Promise.all(groups.map((group) => group.restOn?.(context, basis) ?? ""));
      return JSON.stringify([basis.countsClaimed, ...rest]);
    },
  };
}

/** The groups that this capability offers. */
export const FIGURE_GROUPS: readonly FigureGroup[] = [ownFigures, standingFigures];

function figuresAsOf(basis: FigureBasis, readings: ReadonlyMap<string, FigureReading>): FiguresAsOf {
  const reading = (name: string): FigureReading => {
    const found = readings.get(name);
    if (!found) throw new TypeError(`no figure ${name}`);
    return found;
  };
  return {
    countsClaimed: basis.countsClaimed,
    rows: (names, handles) => figureRows(basis, names.map(reading), handles),
    orderAmount: orderRevenue(basis),
    refundAmount: refundRevenue(basis),
    movements: (handles) => movementRows(basis, handles),
    of: (name, movements) => reading(name).of(standingOf(movements, basis.asOf)),
  };
}

function standingOf(movements: readonly Movement[], asOf: number): Standing {
  const past = movements.filter(({ at }) => at <= asOf);
  const times = past.filter(({ bought }) => bought).map(({ at }) => at);
  const paid = past.map(({ revenue }) => revenue).filter((revenue) => revenue !== null);
  return {
    orders: times.length,
    soFar: past.length,
    paid: paid.length === 0 ? null : paid.reduce((sum, revenue) => sum + revenue, 0n),
    times: times.toSorted((left, right) => left - right),
  };
}
