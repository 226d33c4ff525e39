import { sql as stateSql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../../test/kit/eventually.ts";
import { testContext, type TestContext } from "../../../test/kit/context.ts";
import { trackedEvent } from "../../../test/kit/events.ts";
import type { TrackedEvent } from "../../core/event.ts";
import type { Facts } from "../../core/facts.ts";
import { asId, type ImportId, type SourceId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import { seededRandom } from "../../core/random.ts";
import { sql } from "../../core/sql.ts";
import { drainInbox } from "../../pipeline.ts";
import { appendToInbox } from "../inbox/index.ts";
import { addSource } from "../sources/index.ts";
import { undoImport } from "./undo.ts";

const undone = asId<ImportId>(1);
const kept = asId<ImportId>(2);
const never = new AbortController().signal;

let context: TestContext;
let sourceId: SourceId;

beforeEach(async () => {
  context = await testContext();
  ({ id: sourceId } = await addSource(context.state, { name: "Shop", kind: "server" }));
});

/** Puts events into the inbox, without working them off. */
async function send(into: TestContext, events: readonly Partial<TrackedEvent>[]): Promise<void> {
  const stamped = events.map((event) => trackedEvent({ sourceId, ...event }));
  await into.state
    .transaction()
    .execute((tx) => appendToInbox(tx, { sourceId, events: stamped, importId: null }));
}

function told(
  name: string,
  id: number,
  total: number,
  more: Partial<TrackedEvent> = {},
): Partial<TrackedEvent> {
  const properties: JsonObject = { order_id: `${id}`, total, currency: "EUR" };
  if (more.importId != null) properties["updated_at"] = `2026-01-20T10:00:0${more.importId}Z`;
  return { name, userId: `c${id % 40}`, properties, ...more };
}

function orders({ facts }: TestContext): Promise<JsonObject[]> {
  return facts.query(sql`
    SELECT order_id, status, toString(total) AS total, toString(at) AS at, import_id, message_id
    FROM \`order\` FINAL ORDER BY order_id`);
}

function refunds({ facts }: TestContext): Promise<JsonObject[]> {
  return facts.query(sql`
    SELECT order_id, refund_id, status, toString(goods) AS goods, import_id, message_id
    FROM refund FINAL ORDER BY refund_id`);
}

/** Facts with one deed done otherwise. */
function factsWith(facts: Facts, changed: Partial<Facts>): Facts {
  return new Proxy(facts, {
    get(target, name) {
      const own: unknown = Reflect.get(changed, name) ?? Reflect.get(target, name);
      return typeof own === "function" ? (own.bind(target) as unknown) : own;
    },
  });
}

/** Whether somebody waits for a lock of this state. */
async function isWaitingForLock({ state }: TestContext): Promise<boolean> {
  const { rows } = await stateSql<{ waiting: boolean }>`
    SELECT EXISTS (SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
      WHERE datname = current_database() AND NOT granted) AS waiting`.execute(state);
  return rows[0]?.waiting ?? false;
}

describe("an event of an order that is resolved while an import of it is undone", () => {
  it("leaves nothing of the import in the order", async () => {
    await send(context, [told("Order Completed", 1, 10, { importId: undone })]);
    await drainInbox(context);
    await send(context, [told("Order Completed", 1, 20, { messageId: "live" })]);

    // The worker reads the order before the undo deletes it, and inserts after that.
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let working: Promise<void> | undefined;
    let isResolved = false;
    const slow = factsWith(context.facts, {
      insert: (rows) => released.then(() => context.facts.insert(rows)),
    });
    const undoing = factsWith(context.facts, {
      async command(...args) {
        working ??= drainInbox({ ...context, facts: slow }, (stage) => (isResolved ||= stage === "resolved"));
        await eventually(
          async () => isResolved || (await isWaitingForLock(context)) || null,
          "the worker has read the order, or waits until it may",
        );
        return context.facts.command(...args);
      },
    });
    await undoImport({ ...context, facts: undoing }, undone, [async () => release()], never);
    await working;
    expect(await orders(context)).toMatchObject([{ total: "20", import_id: 0, message_id: "live" }]);
    await send(context, [told("Order Cancelled", 1, 20)]);
    await drainInbox(context);
    expect(await orders(context)).toMatchObject([{ status: "cancelled", total: "20", import_id: 0 }]);
  });

  it("counts as if the import had never been, however many come meanwhile", async () => {
    const random = seededRandom(11);
    const live = Array.from({ length: 400 }, (_, index) => {
      const name = ["Order Completed", "Order Updated", "Order Cancelled", "Order Refunded"][
        Math.floor(random.next() * 4)
      ];
      return trackedEvent(told(name ?? "", Math.floor(random.next() * 60), 20 + index, { sourceId }));
    });
    const others = Array.from({ length: 30 }, (_, id) =>
      trackedEvent(told("Order Completed", id * 2, 15, { importId: kept, sourceId })),
    );
    const imported = Array.from({ length: 60 }, (_, id) =>
      told("Order Completed", id, 10, { importId: undone }),
    );

    await send(context, [...others, ...imported, ...live.slice(0, 100)]);
    await drainInbox(context);
    const sending = (async () => {
      for (let from = 100; from < live.length; from += 4) {
        await send(context, live.slice(from, from + 4));
        await drainInbox(context);
      }
    })();
    await undoImport(context, undone, [], never);
    await sending;

    const without = await testContext();
    await addSource(without.state, { name: "Shop", kind: "server" });
    await send(without, [...others, ...live]);
    await drainInbox(without);
    expect(await orders(context)).toEqual(await orders(without));
    expect(await refunds(context)).toEqual(await refunds(without));
  });
});
