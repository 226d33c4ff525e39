/** Who was erased stays erased: repeated files, replays of history and restored backups don't bring them back. */
import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import type { Context } from "../../src/core/context.ts";
import { bound, sql as factsSql, stored, type Sql } from "../../src/core/sql.ts";
import { addSource } from "../../src/collect/sources/index.ts";
import { capabilities } from "../../src/capabilities.ts";
import type { ImportView } from "../../src/collect/imports/contract.ts";
import { drainInbox } from "../../src/pipeline.ts";
import { eventually } from "../kit/eventually.ts";
import { importsKit, type ImportsKit } from "../kit/imports.ts";

const CUSTOMERS = "Customer ID,Email,First Name\nann-id,ann@example.com,Ann\nbob-id,bob@example.com,Bob\n";
/** The same orders in another form: other lines, so nothing of it is known already. */
const orders = (product: string, more = "") =>
  `Invoice,Date,Customer ID,Email,Product,Quantity,Price\n` +
  `A1,2026-01-03 10:00,ann-id,ann@example.com,${product},1,10\n` +
  `A2,2026-01-04 10:00,bob-id,bob@example.com,${product},1,10\n${more}`;

let kit: ImportsKit;
let writeKey: string;

beforeEach(async () => {
  kit = await importsKit();
  writeKey = (await addSource(kit.context.state, { name: "Server", kind: "server" })).writeKey;
});

async function send(...batch: object[]): Promise<void> {
  const payload = { writeKey, batch };
  const answer = await kit.app.inject({ method: "POST", url: "/v1/batch", payload });
  expect(answer.statusCode).toBe(200);
  await drained();
}

async function drained(): Promise<void> {
  await drainInbox(kit.context);
  await eventually(async () => {
    const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM resolved_batch`.execute(
      kit.context.state,
    );
    return rows[0]?.n === 0 ? true : null;
  }, "nothing on its way");
}

async function customer(text: string): Promise<string | null> {
  const url = `/api/v1/customers?q=${encodeURIComponent(text)}`;
  const list = await kit.app.inject({ url, headers: kit.owner });
  return list.json<{ rows: { id: string }[] }>().rows[0]?.id ?? null;
}

async function erase(text: string): Promise<string> {
  const id = await customer(text);
  if (id === null) throw new Error(`no customer ${text}`);
  const url = `/api/v1/profiles/${id}/erase`;
  const answer = await kit.app.inject({ method: "POST", url, headers: kit.owner, payload: { id } });
  expect(answer.statusCode).toBe(200);
  // Erased at an instant of the past: what comes now is dated after it.
  kit.context.clock.advance(1000);
  return id;
}

async function imported(name: string, content: string, kind: string): Promise<ImportView> {
  const { report, ...done } = await kit.run(name, content, undefined, { kind });
  expect(done.status).toBe("done");
  await drained();
  return { report, ...done };
}

describe("a customer who was erased", () => {
  test("is not brought back by the same orders in another file, and the report counts what was left out", async () => {
    await imported("orders.csv", orders("Tea"), "order-lines");
    await erase("ann-id");
    const again = await imported("again.csv", orders("Coffee"), "order-lines");
    expect([await customer("ann-id"), await customer("ann@example.com")]).toEqual([null, null]);
    expect(await customer("bob-id")).not.toBeNull();
    expect(again.report.erased).toBeGreaterThan(0);
    const events = await eventsOf(again.id);
    expect(events).toBeGreaterThan(0);
    const known = again.report.erased + again.report.duplicates + events;
    expect(known).toBe(await handedOver(again.id));
  });

  test("is not brought back by a list of customers without dates", async () => {
    await imported("customers.csv", CUSTOMERS, "customers");
    await erase("ann-id");
    const again = await imported("customers-2.csv", CUSTOMERS, "customers");
    expect(again.report).toMatchObject({ customers: 2, erased: 1 });
    expect([await customer("ann@example.com"), (await customer("bob@example.com")) !== null]).toEqual([
      null,
      true,
    ]);
  });

  test("is not brought back by a replay of history from a live source, which says so without naming them", async () => {
    await send({ type: "identify", userId: "ann-id", traits: { email: "ann@example.com" } });
    await erase("ann-id");
    const timestamp = "2025-06-01T10:00:00.000Z";
    await send({ type: "track", event: "Viewed", userId: "ann-id", timestamp, messageId: "replayed" });
    expect(await customer("ann-id")).toBeNull();
    const refused = await rejected();
    expect(refused).toContain('"erased"');
    expect(refused).not.toContain("ann");
  });

  test("who comes back by themselves is a new customer, and files tell of them again", async () => {
    await imported("customers.csv", CUSTOMERS, "customers");
    const before = await erase("ann-id");
    await send({ type: "identify", userId: "ann-id", traits: { email: "ann@example.com" } });
    const after = await customer("ann@example.com");
    expect(after).not.toBeNull();
    expect(after).not.toBe(before);
    const again = await imported("customers-3.csv", CUSTOMERS, "customers");
    expect(again.report.erased).toBe(0);
    // What is dated before stays out all the same.
    const old = await imported("orders.csv", orders("Tea"), "order-lines");
    expect(old.report.erased).toBeGreaterThan(0);
  });

  test("leaves a list of hashes that only the owner can read, which names nobody", async () => {
    await send({ type: "identify", userId: "ann-id", traits: { email: "ann@example.com" } });
    await erase("ann-id");
    const file = join(kit.context.dataDir, "erased.jsonl");
    const text = await readFile(file, "utf8");
    expect(text.trim().split("\n")).toHaveLength(2);
    expect(text).not.toContain("ann");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM erased_identifier`.execute(
      kit.context.state,
    );
    expect(rows).toEqual([{ n: 2 }]);
  });
});

async function eventsOf(importId: number): Promise<number> {
  const [row] = await kit.context.facts.query<{ n: number }>(
    factsSql`SELECT toUInt32(count()) AS n FROM event WHERE import_id = ${bound("UInt32", importId)}`,
  );
  return row?.n ?? 0;
}

async function handedOver(importId: number): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`SELECT handed_over AS n FROM import WHERE id = ${importId}`.execute(kit.context.state);
  return rows[0]?.n ?? 0;
}

async function rejected(): Promise<string> {
  const url = "/api/v1/sources";
  const { sources } = (await kit.app.inject({ url, headers: kit.owner })).json<{
    sources: { id: number; name: string }[];
  }>();
  const source = sources.find(({ name }) => name === "Server");
  return (await kit.app.inject({ url: `${url}/${source?.id}/rejected`, headers: kit.owner })).body;
}

/** Lets the program's job for erasures do its first round over the context, as a start does. */
async function start(context: Context, until: () => Promise<true | null> = searched(context)): Promise<void> {
  const stop = new AbortController();
  const [job] = capabilities.find(({ name }) => name === "profile/erasure")?.jobs ?? [];
  const running = job?.run(context, stop.signal);
  await eventually(until, "those erased before are found");
  stop.abort();
  await running;
}

const searched = (context: Context) => async () => {
  const left = await context.state.selectFrom("erased_identifier").select("searched").execute();
  return left.length > 0 && left.every((one) => one.searched) ? true : null;
};

test("a database restored from before the erasure loses those again whom the data folder remembers", async () => {
  const people = ["ann", "bob"].map((name) => ({
    type: "identify",
    userId: `${name}-id`,
    traits: { email: `${name}@example.com` },
  }));
  await send(...people);
  await erase("ann-id");
  const { dataDir } = kit.context;

  // As it was before: both people, no erasure.
  kit = await importsKit();
  writeKey = (await addSource(kit.context.state, { name: "Server", kind: "server" })).writeKey;
  await send(...people);
  expect(await customer("ann-id")).not.toBeNull();
  await start({ ...kit.context, dataDir });
  expect([await customer("ann-id"), (await customer("bob-id")) !== null]).toEqual([null, true]);
});

test("facts restored from before the erasure lose those again whom the database erased", async () => {
  const people = ["ann", "bob"].flatMap((name) => [
    { type: "identify", userId: `${name}-id`, traits: { email: `${name}@example.com` } },
    {
      type: "track",
      event: "Order Completed",
      userId: `${name}-id`,
      properties: { order_id: name, total: 5 },
    },
  ]);
  await send(...people);
  const { facts } = kit.context;
  const tables = ["event", "order", "trait"] as const;
  const rowsOf = (table: Sql) => facts.query(factsSql`SELECT * FROM ${table}`);
  const backup = await Promise.all(tables.map((table) => rowsOf(factsSql`${bound("Identifier", table)}`)));
  const before = await Promise.all(tables.map(rows));
  await erase("ann-id");
  const erased = await Promise.all(tables.map(rows));
  expect(erased).not.toEqual(before);

  for (const table of [...tables, "order_figure"] as const) {
    await facts.command(factsSql`TRUNCATE TABLE ${stored(table)}`);
  }
  for (const [index, table] of tables.entries()) {
    const lines = (backup[index] ?? []).map((row) => JSON.stringify(row)).join("\n");
    await facts.insert({ table, rows: Buffer.from(lines), token: `restored ${table}` });
  }
  expect(await Promise.all(tables.map(rows))).toEqual(before);
  await start(kit.context, async () =>
    (await Promise.all(tables.map(rows))).join() === erased.join() ? true : null,
  );
  const [erasure] = await kit.context.state.selectFrom("erasure").selectAll().execute();
  expect(erasure?.erased_at).not.toBeNull();
});

async function rows(table: "event" | "order" | "trait"): Promise<number> {
  const [row] = await kit.context.facts.query<{ n: number }>(
    factsSql`SELECT toUInt32(count()) AS n FROM ${bound("Identifier", table)}`,
  );
  return row?.n ?? 0;
}

test("a list that was lost from the data folder is written anew at the next start", async () => {
  await send({ type: "identify", userId: "ann-id" });
  await erase("ann-id");
  const file = join(kit.context.dataDir, "erased.jsonl");
  const before = await readFile(file, "utf8");
  await rm(file);
  await start({ ...kit.context });
  expect(await readFile(file, "utf8")).toBe(before);
});
