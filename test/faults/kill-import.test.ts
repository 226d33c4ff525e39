/**
 * `kill -9` at random instants of an import, and of its undo: what comes of it is what comes of one
 * that nobody disturbed, line by line.
 */
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportView } from "../../src/collect/imports/contract.ts";
import type { JsonObject } from "../../src/core/json.ts";
import { seededRandom } from "../../src/core/random.ts";
import { testFolder } from "../kit/context.ts";
import { eventually } from "../kit/eventually.ts";
import { startServer, type RunningServer } from "../kit/server.ts";
import { storedFacts } from "../kit/stored-facts.ts";

const LINES = 40_000;
const ORDERS = 6_000;
const CUSTOMERS = 900;
/**
 * The shares of the undisturbed work that lives may last. The first two are short, so that they end before
 * it is done on a machine that has become ten times faster, too.
 */
const LIVES = [0.03, 0.03, 0.2, 0.35, 0.5, 0.6, 0.7] as const;
const ENDED = new Set(["done", "undone", "failed", "cancelled"]);
const random = seededRandom(4);

const HEADER = "order_id,order_date,sku,quantity,price,customer_id,email";
/** An earlier list of some of the orders, with prices of then: an undo must bring it back. */
const EARLIER = [HEADER, ...Array.from({ length: 900 }, (_, index) => line(index % 450, index, 7))].join(
  "\n",
);
/** The lines of an order stand all over the file. */
const LIST = [HEADER, ...Array.from({ length: LINES }, (_, index) => line(index % ORDERS, index, 10))].join(
  "\n",
);

/** A line of an order: some come back, some orders are nobody's, some lines can't be read. */
function line(order: number, index: number, price: number): string {
  const customer = order % CUSTOMERS;
  const who = order % 11 === 0 ? "," : `c${customer},${customer % 3 === 0 ? `c${customer}@example.com` : ""}`;
  const quantity = index % 401 === 0 ? "two" : index % 17 === 0 ? -1 : 1 + (index % 4);
  const day = new Date(Date.UTC(2025, 0, 1 + (order % 300), index % 24)).toISOString();
  return `${order},${day},P${index % 90},${quantity},${price + (index % 30)}.5,${who}`;
}

type Facts = Record<string, JsonObject[]>;
type Undisturbed = { readonly before: Facts; readonly imported: Facts; readonly after: Facts };

const running = new Set<RunningServer>();
let undisturbed: Undisturbed;
let disturbed: Undisturbed;
let report: ImportView["report"];
let reportDespite: ImportView["report"];
const kills = { import: 0, undo: 0 };
const took = { import: 0, undo: 0 };

async function start(folder: string): Promise<RunningServer> {
  const server = await startServer(folder);
  running.add(server);
  return server;
}

async function stop(server: RunningServer): Promise<void> {
  await server.stop();
  running.delete(server);
}

async function upload(server: RunningServer, content: string): Promise<number> {
  const scopes = ["imports:write"];
  const { body } = await server.ask<{ token: string }>("POST", "/api/v1/tokens", { name: "upload", scopes });
  const answer = await fetch(`${server.url}/api/v1/imports?filename=lines.csv&kind=order-lines`, {
    method: "POST",
    headers: { authorization: `Bearer ${body.token}`, "content-type": "application/octet-stream" },
    body: content,
  });
  const view = (await answer.json()) as ImportView;
  expect(answer.status, JSON.stringify(view)).toBe(201);
  return view.id;
}

const order = (server: RunningServer, id: number, what: "start" | "undo") =>
  server.ask("POST", `/api/v1/imports/${id}/${what}`);

async function ended(server: RunningServer, id: number): Promise<ImportView | null> {
  const { body } = await server.ask<ImportView>("GET", `/api/v1/imports/${id}`);
  return ENDED.has(body.status) ? body : null;
}

const untilEnded = (server: RunningServer, id: number): Promise<ImportView> =>
  eventually(() => ended(server, id), "the import has ended", 120_000);

/** The folder with the earlier list in it, and the other uploaded. */
async function prepared(): Promise<{ folder: string; id: number; before: Facts }> {
  const folder = await testFolder();
  const server = await start(folder);
  const earlier = await upload(server, EARLIER);
  await order(server, earlier, "start");
  await untilEnded(server, earlier);
  const id = await upload(server, LIST);
  await stop(server);
  return { folder, id, before: await storedFacts(folder) };
}

/** Does it without disturbance; the milliseconds are where kills aim at. */
async function inPeace(folder: string, id: number, what: "start" | "undo"): Promise<[ImportView, number]> {
  const server = await start(folder);
  const began = performance.now();
  await order(server, id, what);
  const view = await untilEnded(server, id);
  const lasted = performance.now() - began;
  await stop(server);
  return [view, lasted];
}

/** Kills the program some instant after it began, and after each time that it went on, until all is done. */
async function despiteKills(
  folder: string,
  id: number,
  what: "start" | "undo",
  lasts: number,
): Promise<[ImportView, number]> {
  let server = await start(folder);
  await order(server, id, what);
  for (const [killed, share] of LIVES.entries()) {
    await pause(random.next() * lasts * share);
    const view = await ended(server, id);
    if (view) {
      await stop(server);
      return [view, killed];
    }
    await server.kill();
    server = await start(folder);
  }
  const view = await untilEnded(server, id);
  await stop(server);
  return [view, LIVES.length];
}

beforeAll(async () => {
  const peaceful = await prepared();
  let view: ImportView;
  [view, took.import] = await inPeace(peaceful.folder, peaceful.id, "start");
  report = view.report;
  const imported = await storedFacts(peaceful.folder);
  [, took.undo] = await inPeace(peaceful.folder, peaceful.id, "undo");
  undisturbed = { before: peaceful.before, imported, after: await storedFacts(peaceful.folder) };

  const killed = await prepared();
  [view, kills.import] = await despiteKills(killed.folder, killed.id, "start", took.import);
  reportDespite = view.report;
  const importedDespite = await storedFacts(killed.folder);
  [, kills.undo] = await despiteKills(killed.folder, killed.id, "undo", took.undo);
  disturbed = { before: killed.before, imported: importedDespite, after: await storedFacts(killed.folder) };
}, 600_000);

afterAll(async () => {
  for (const server of running) await server.kill();
});

it("the kills came in the middle of the import, and of the undo", () => {
  expect(kills.import).toBeGreaterThanOrEqual(2);
  expect(kills.undo).toBeGreaterThanOrEqual(2);
});

describe("an import that is killed time and again", () => {
  it("accounts for every line once, as if nobody had disturbed it", () => {
    expect(report.rows).toBe(LINES);
    expect(Object.values(report.lines).reduce((sum, lines) => sum + lines, 0)).toBe(LINES);
    expect(reportDespite).toEqual(report);
  });

  it.each(["events", "orders", "refunds", "traits", "messages"])("leaves the same %s, each once", (what) => {
    expect(undisturbed.imported[what]?.length).toBeGreaterThan(undisturbed.before[what]?.length ?? 0);
    expect(disturbed.imported[what]).toEqual(undisturbed.imported[what]);
  });
});

describe("an undo that is killed time and again", () => {
  it.each(["events", "orders", "refunds", "traits", "messages"])(
    "ends whole: %s are those of before",
    (what) => {
      expect(undisturbed.after[what]).toEqual(undisturbed.before[what]);
      expect(disturbed.after[what]).toEqual(undisturbed.before[what]);
    },
  );

  it("leaves nothing waiting", () => {
    expect([disturbed.imported["waiting"], disturbed.after["waiting"]]).toEqual([[], []]);
  });
});
