import { sql, type Selectable } from "kysely";
import type { TrackedEvent } from "../../core/event.ts";
import type { ImportId, SourceId } from "../../core/ids.ts";
import type { State, StateTables } from "../../core/state.ts";
import { appendToInbox } from "../inbox/index.ts";
import { addSource } from "../sources/index.ts";
import type { StartDemo } from "./contract.ts";
import "./tables.ts";

/** The demo shop as state holds it. */
export type DemoRow = Selectable<StateTables["demo"]>;

const SOURCE = { name: "Demo shop", kind: "import", trust: "trusted", shop: "demo" } as const;

/** The demo shop; undefined where none was loaded. */
export async function readDemo(state: State): Promise<DemoRow | undefined> {
  return state.selectFrom("demo").selectAll().executeTakeFirst();
}

/** Notes that a demo is wanted, for the worker to load; null where there is one already. */
export async function beginDemo(
  state: State,
  wanted: StartDemo & { currency: string; endsAt: number; now: number },
): Promise<DemoRow | null> {
  const sourceId = await demoSource(state);
  const row = await state
    .insertInto("demo")
    .values({
      import_id: sql<ImportId>`nextval('demo_import_id')::integer`,
      source_id: sourceId,
      customers: wanted.customers,
      seed: wanted.seed,
      currency: wanted.currency,
      ends_at: new Date(wanted.endsAt),
      state: "loading",
      total: null,
      started_at: new Date(wanted.now),
      finished_at: null,
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

async function demoSource(state: State): Promise<SourceId> {
  const known = await state
    .selectFrom("source")
    .select("id")
    .where("name", "=", SOURCE.name)
    .where("kind", "=", SOURCE.kind)
    .where("shop", "=", SOURCE.shop)
    .executeTakeFirst();
  return known?.id ?? (await addSource(state, SOURCE)).id;
}

/** Notes how many events the shop has. */
export async function noteTotal(state: State, total: number): Promise<void> {
  await state.updateTable("demo").set({ total }).execute();
}

/** Hands events over and counts them, both or neither; false where the demo was cancelled meanwhile. */
export async function handOver(
  state: State,
  demo: DemoRow,
  events: readonly TrackedEvent[],
): Promise<boolean> {
  return state.transaction().execute(async (tx) => {
    const counted = await tx
      .updateTable("demo")
      .set((set) => ({ sent: set("sent", "+", events.length) }))
      .where("state", "=", "loading")
      .where("import_id", "=", demo.import_id)
      .executeTakeFirst();
    if (counted.numUpdatedRows === 0n) return false;
    await appendToInbox(tx, { sourceId: demo.source_id, events, importId: demo.import_id });
    return true;
  });
}

/** Ends the loading one way or another; false where it wasn't loading. */
export async function endLoading(state: State, end: "loaded" | "cancelled", now: number): Promise<boolean> {
  const ended = await state
    .updateTable("demo")
    .set({ state: end, finished_at: new Date(now) })
    .where("state", "=", "loading")
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}

/** Marks the demo for removal by the worker; false where there is none. */
export async function beginRemoval(state: State): Promise<boolean> {
  const marked = await state.updateTable("demo").set({ state: "removing" }).executeTakeFirst();
  return marked.numUpdatedRows > 0n;
}

/** Forgets the demo once all that it brought is gone. */
export async function forgetDemo(state: State): Promise<void> {
  await state.deleteFrom("demo").execute();
}
