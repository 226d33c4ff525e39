/** A mark is planted wherever a customer leaves traces; after the erasure nothing holds it. */
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { sql as stateSql } from "kysely";
import { unpackBatch } from "../../src/collect/inbox/batch.ts";
import { unpack } from "../../src/collect/inbox/lines.ts";
import { raw, sql } from "../../src/core/sql.ts";
import { addSource } from "../../src/collect/sources/index.ts";
import { drainInbox } from "../../src/pipeline.ts";
import { eventually } from "../kit/eventually.ts";
import { importsKit, type ImportsKit } from "../kit/imports.ts";

let kit: ImportsKit;
let writeKey: string;
const MARK = "zqxmark";
const EMAIL = `Ada.${MARK}@example.com`;

const lines = (email: string, more: string) =>
  `Invoice,Date,Customer ID,Email,Product,Quantity,Price\n` +
  `A1,2026-01-03 10:00,${MARK}-id,${email},Tea,1,10\n` +
  `A2,2026-01-04 10:00,other-id,other@example.com,Tea,1,10\n${more}`;

async function send(...batch: object[]): Promise<void> {
  const payload = { writeKey, batch };
  const answer = await kit.app.inject({ method: "POST", url: "/v1/batch", payload });
  expect(answer.statusCode).toBe(200);
}

/** Where the mark still stands, by table and file. */
async function traces(): Promise<string[]> {
  const found: string[] = [];
  const { state, facts, dataDir } = kit.context;
  const tables = await stateSql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`.execute(state);
  for (const { name } of tables.rows) {
    const { rows } = await stateSql<{ text: string }>`
      SELECT to_jsonb(t)::text AS text FROM ${stateSql.table(name)} t`.execute(state);
    if (rows.some(({ text }) => text.toLowerCase().includes(MARK))) found.push(`state ${name}`);
  }
  for (const { body } of await state.selectFrom("inbox").select("body").execute()) {
    if (unpack(body).toLowerCase().includes(MARK)) found.push("inbox, packed");
  }
  for (const { body } of await state.selectFrom("resolved_batch").select("body").execute()) {
    const whole = unpackBatch(body).map((table) => table.lines.toString());
    if (whole.join("").toLowerCase().includes(MARK)) found.push("resolved_batch, packed");
  }
  for (const table of ["event", "order", "refund", "trait", "consent", "message", "alias"]) {
    const rows = await facts.query<object>(sql`SELECT * FROM ${raw(`\`${table}\``)}`);
    if (JSON.stringify(rows).toLowerCase().includes(MARK)) found.push(`facts ${table}`);
  }
  const folder = join(dataDir, "imports");
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const text = await readFile(join(file.parentPath, file.name), "latin1");
    if (text.toLowerCase().includes(MARK)) found.push(`file ${file.name}`);
  }
  return [...new Set(found)].toSorted();
}

async function drained(): Promise<void> {
  await drainInbox(kit.context);
  await eventually(async () => {
    const { rows } = await stateSql<{ n: number }>`SELECT count(*)::int AS n FROM resolved_batch`.execute(
      kit.context.state,
    );
    return rows[0]?.n === 0 ? true : null;
  }, "nothing on its way");
}

const erase = async (id: string) =>
  kit.app.inject({
    method: "POST",
    url: `/api/v1/profiles/${id}/erase`,
    headers: kit.owner,
    payload: { id },
  });

const customerId = async () => {
  const url = `/api/v1/customers?q=${MARK}-id`;
  const list = (await kit.app.inject({ url, headers: kit.owner })).json<{ rows: { id: string }[] }>();
  return list.rows[0]?.id ?? "";
};

beforeAll(async () => {
  kit = await importsKit();
  writeKey = (await addSource(kit.context.state, { name: "Server", kind: "server" })).writeKey;
});

test("an erasure reaches every place that a customer leaves traces in", async () => {
  const userId = `${MARK}-id`;
  const order = { order_id: `${MARK}-order`, currency: "EUR", total: 10, coupon: `${MARK}-coupon` };
  await send(
    {
      type: "identify",
      userId,
      anonymousId: `${MARK}-cookie`,
      traits: { email: EMAIL, name: `Ada ${MARK}` },
    },
    { type: "page", anonymousId: `${MARK}-cookie`, properties: { url: `https://shop.test/?q=${MARK}` } },
    { type: "track", event: "Order Completed", userId, properties: order },
    { type: "track", event: "Order Refunded", userId, properties: { order_id: order.order_id } },
    { type: "track", event: "X", userId, context: { consent: { categoryPreferences: { [MARK]: true } } } },
    // Refused, each naming the customer in another way.
    { type: "nonsense", userId },
    { type: "track", userId, event: "", properties: { note: `about ${MARK}` } },
    { type: "nonsense", traits: { email: EMAIL.toUpperCase() } },
  );
  await drained();
  const done = await kit.run("orders.csv", lines(EMAIL, `A3,no date,${userId},${EMAIL},Tea,1,10\n`));
  expect(done.status).toBe("done");
  await kit.uploaded("never-run.csv", lines(EMAIL, ""));
  await drained();
  expect(await traces()).toEqual(expect.arrayContaining(["state handle", "facts event", "file file"]));

  const id = await customerId();
  const answer = await erase(id);
  expect(answer.statusCode).toBe(200);
  expect(answer.body.toLowerCase()).not.toContain(MARK);
  await drained();
  expect(await traces()).toEqual([]);
});

test("events that still wait when a customer is erased do not bring the customer back", async () => {
  const waiting = await kit.app.inject({ url: "/api/v1/customers?q=other-id", headers: kit.owner });
  const { id } = waiting.json<{ rows: { id: string }[] }>().rows[0] ?? { id: "" };
  await send({ type: "track", event: "Late", userId: "other-id", properties: { note: `late ${MARK}` } });
  expect((await erase(id)).statusCode).toBe(200);
  await drained();
  expect(await traces()).toEqual([]);
});
