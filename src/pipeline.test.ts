import { sql as text } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { testContext } from "../test/kit/context.ts";
import type { TestContext } from "../test/kit/context.ts";
import { appendToInbox } from "./collect/inbox/index.ts";
import type { Stage } from "./collect/inbox/index.ts";
import { addSource } from "./collect/sources/index.ts";
import type { Source } from "./collect/sources/index.ts";
import type { Context } from "./core/context.ts";
import type { TrackedEvent } from "./core/event.ts";
import type { Facts } from "./core/facts.ts";
import { Problem } from "./core/problem.ts";
import { sql } from "./core/sql.ts";
import { drainInbox } from "./pipeline.ts";

let context: TestContext;
let source: Source;

beforeEach(async () => {
  context = await testContext();
  source = await addSource(context.state, { name: "Shop", kind: "server" });
});

function bought(order: number, more: Partial<TrackedEvent> = {}): TrackedEvent {
  const now = context.clock.now();
  return {
    messageId: `m-${order}`,
    kind: "track",
    name: "Order Completed",
    at: now,
    receivedAt: now,
    sourceId: source.id,
    trust: source.trust,
    importId: null,
    userId: `customer-${order % 3}`,
    anonymousId: null,
    previousId: null,
    groupId: null,
    traits: {},
    properties: {
      order_id: `o-${order}`,
      currency: "EUR",
      total: 12.5,
      products: [{ product_id: "p", price: 12.5, quantity: 1 }],
    },
    context: {},
    ...more,
  };
}

async function put(...events: TrackedEvent[]): Promise<void> {
  await context.state
    .transaction()
    .execute((tx) => appendToInbox(tx, { sourceId: source.id, events, importId: null }));
}

async function messages(): Promise<string[]> {
  const rows = await context.facts.query<{ message_id: string }>(
    sql`SELECT message_id FROM event ORDER BY message_id`,
  );
  return rows.map((row) => row.message_id);
}

async function orders() {
  return context.facts.query<{ order_id: string; total: string; status: string }>(
    sql`SELECT order_id, total, status FROM \`order\` FINAL ORDER BY order_id`,
  );
}

describe("an event in the inbox", () => {
  it("becomes a fact with a handle, and its order an order", async () => {
    await put(bought(1), bought(2));
    await drainInbox(context);
    expect(await messages()).toEqual(["m-1", "m-2"]);
    expect(await orders()).toEqual([
      { order_id: "o-1", total: "12.5", status: "paid" },
      { order_id: "o-2", total: "12.5", status: "paid" },
    ]);
    const waiting = await context.state.selectFrom("inbox").select("id").execute();
    expect(waiting).toEqual([]);
  });

  it("is stored once, however often and from wherever its message id comes", async () => {
    await put(bought(1), bought(1));
    await drainInbox(context);
    await put(bought(1), bought(2));
    await put(bought(2));
    await drainInbox(context);
    expect(await messages()).toEqual(["m-1", "m-2"]);
  });

  it("counts for its source once it is worked off", async () => {
    await put(bought(1), bought(2));
    await drainInbox(context);
    const activity = await context.state.selectFrom("source_activity").selectAll().execute();
    expect(activity).toEqual([
      { source_id: source.id, events: 2, last_event_at: new Date(context.clock.now()) },
    ]);
  });
});

class Killed extends Error {}

describe("a kill between two stages", () => {
  const stages: Stage[] = ["claimed", "resolved", "inserted", "finished"];

  it.each(stages)("after %s leaves every event there once", async (stage) => {
    await put(bought(1), bought(2));
    const die = (reached: Stage): void => {
      if (reached === stage) throw new Killed();
    };
    await expect(drainInbox(context, die)).rejects.toThrow(Killed);
    await put(bought(2), bought(3));
    await drainInbox(context);
    expect(await messages()).toEqual(["m-1", "m-2", "m-3"]);
    expect(await orders()).toHaveLength(3);
    expect(await context.state.selectFrom("resolved_batch").select("id").execute()).toEqual([]);
  });

  it("within the insert of a batch leaves every event there once", async () => {
    for (const failing of [1, 2, 3]) {
      let inserts = 0;
      const facts: Facts = wrap(context.facts, async (insert, real) => {
        inserts += 1;
        await real(insert);
        if (inserts === failing) throw new Problem("unavailable", "away");
      });
      await put(bought(failing));
      await expect(drainInbox({ ...context, facts })).rejects.toThrow(Problem);
    }
    await drainInbox(context);
    expect(await messages()).toEqual(["m-1", "m-2", "m-3"]);
    const stored = await context.facts.query(sql`SELECT hash FROM message`);
    expect(stored).toHaveLength(3);
  });
});

function wrap(
  facts: Facts,
  insert: (insert: Parameters<Facts["insert"]>[0], real: Facts["insert"]) => Promise<void>,
): Facts {
  return new Proxy(facts, {
    get(target, name) {
      if (name === "insert")
        return (rows: Parameters<Facts["insert"]>[0]) => insert(rows, target.insert.bind(target));
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

describe("an event that breaks a step", () => {
  it("goes to the rejected events with its reason, and the rest goes on", async () => {
    const poison = bought(2, { properties: { order_id: "bad\0id", total: 1 } });
    await put(bought(1), poison, bought(3));
    await drainInbox(context);
    expect(await messages()).toEqual(["m-1", "m-3"]);
    const rejected = await context.state
      .selectFrom("rejected_event")
      .select(["reason", "source_id"])
      .execute();
    expect(rejected).toEqual([{ reason: "failed", source_id: source.id }]);
  });

  it("is told apart when only the facts refuse it", async () => {
    const broken: Context = {
      ...context,
      facts: wrap(context.facts, (insert, real) => {
        if (insert.table === "event" && insert.rows.includes('"m-2"')) throw new TypeError("not storable");
        return real(insert);
      }),
    };
    await put(bought(1), bought(2), bought(3));
    await drainInbox(broken);
    expect(await messages()).toEqual(["m-1", "m-3"]);
    const rejected = await context.state.selectFrom("rejected_event").select("reason").execute();
    expect(rejected).toEqual([{ reason: "not_storable" }]);
  });
});

describe("a step that fails for everything", () => {
  it("stops before it has given up many events", async () => {
    await put(...Array.from({ length: 40 }, (_, index) => bought(index)));
    await text`ALTER TABLE source RENAME COLUMN shop TO moved`.execute(context.state);
    await expect(drainInbox(context)).rejects.toThrow(Problem);
    await text`ALTER TABLE source RENAME COLUMN moved TO shop`.execute(context.state);
    await drainInbox(context);
    const given = await context.state.selectFrom("rejected_event").select("id").execute();
    expect(given).toHaveLength(20);
    expect(await messages()).toHaveLength(20);
  });
});

describe("facts that refuse everything", () => {
  it("cost no event: what waits is inserted once they take it", async () => {
    await put(...Array.from({ length: 60 }, (_, index) => bought(index)));
    const broken: Context = {
      ...context,
      facts: wrap(context.facts, () => Promise.reject(new TypeError("out of order"))),
    };
    await expect(drainInbox(broken)).rejects.toThrow(Problem);
    await drainInbox(context);
    expect(await messages()).toHaveLength(60);
    expect(await context.state.selectFrom("rejected_event").select("id").execute()).toEqual([]);
  });
});

describe("two workers", () => {
  it("never work at the same time", async () => {
    await put(...Array.from({ length: 50 }, (_, index) => bought(index)));
    await Promise.all([drainInbox(context), drainInbox(context), drainInbox(context)]);
    expect(await messages()).toHaveLength(50);
  });
});
