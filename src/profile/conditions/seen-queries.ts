/** What conditions look at of many customers at once: each table is asked once, however many rules there are. */
import { NEVER } from "../../core/customer-figures-port.ts";
import type { AskOptions, Facts } from "../../core/facts.ts";
import type { HandleId, ProfileId } from "../../core/ids.ts";
import { bound, join, sql, type Sql } from "../../core/sql.ts";
import { FOLD_FROM, FOLD_TO } from "./fold.ts";
import type { What } from "./contract.ts";
import type { RowSource } from "./plan-queries.ts";
import { Plan } from "./plan.ts";
import type { Tail } from "./tails.ts";
import type { Surroundings } from "./types.ts";

/** Asks of many customers, by all their handles. */
export type Asked = {
  readonly facts: Facts;
  readonly around: Surroundings;
  readonly handles: readonly HandleId[];
  readonly options: AskOptions;
};

/** When rows of each tail happened, by customer; `first`: when anything was first heard of them. */
export type Times = {
  readonly first: ReadonlyMap<ProfileId, number>;
  /** By place of the tail: ascending, milliseconds. */
  readonly times: readonly ReadonlyMap<ProfileId, readonly number[]>[];
};

/** When the rows happened that tails ask for. */
export async function timesOf(asked: Asked, tails: readonly Tail[]): Promise<Times> {
  const plan = new Plan(asked.around, asked.handles);
  const first = new Map<ProfileId, number>();
  const times = tails.map(() => new Map<ProfileId, readonly number[]>());
  for (const what of ["event", "order", "refund"] as const) {
    const own = [...tails.entries()].filter(([, { matcher }]) => matcher.what === what);
    if (what !== "event" && own.length === 0) continue;
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that others have their turn
    for (const { profile, begun, lists } of await rowsOf(
      asked,
      plan,
      what,
      own.map(([, tail]) => tail),
    )) {
      const id = Number(profile) as ProfileId;
      if (what === "event") first.set(id, begun);
      for (const [nth, [place]] of own.entries()) times[place]?.set(id, ascending(lists[nth] ?? []));
    }
  }
  return { first, times };
}

/** The engine tells times below 0, so that its sorted lists hold the latest, and NEVER where there is none to come. */
function ascending(below: readonly number[]): number[] {
  return below.flatMap((time) => (-time >= NEVER ? [] : -time)).toSorted((left, right) => left - right);
}

type Row = {
  readonly profile: string;
  readonly begun: number;
  readonly lists: readonly (readonly number[])[];
};

function rowsOf(
  { facts, around, handles, options }: Asked,
  plan: Plan,
  what: What,
  tails: readonly Tail[],
): Promise<Row[]> {
  const source = plan.sources[what];
  const begun = source.aggregates.of(sql`min(t)`);
  const lists = tails.map((tail) => sql`CAST(${tailIn(source, tail, around.moment.asOf)}, 'Array(Float64)')`);
  return facts.query<Row>(
    sql`WITH ${FOLD_FROM} AS fold_from, ${FOLD_TO} AS fold_to
      SELECT profile_id AS profile, toFloat64(${begun}) AS begun, [${join(lists)}] AS lists FROM (${source.rows(handles)})`,
    options,
  );
}

function tailIn(source: RowSource, { matcher, most }: Tail, asOf: number): Sql {
  const flag = source.flag(matcher);
  const { aggregates } = source;
  if (most === null) return aggregates.of(sql`groupArrayIf(-t, ${flag})`);
  const latest = aggregates.of(
    sql`groupArraySortedIf(${bound("UInt64", most)})(-t, ${flag} AND t <= ${asOf})`,
  );
  const next = aggregates.of(sql`minOrNullIf(t, ${flag} AND t > ${asOf})`);
  return sql`arrayPushBack(${latest}, -ifNull(${next}, ${NEVER}))`;
}
