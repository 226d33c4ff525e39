import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { capabilities } from "../../src/capabilities.ts";
import type { ImportView, Preview } from "../../src/collect/imports/contract.ts";
import type { Mapping } from "../../src/collect/imports/mapping-contract.ts";
import { sql } from "../../src/core/sql.ts";
import { testApp, type TestApp } from "./app.ts";

const ENDED = new Set(["done", "cancelled", "failed", "undone"]);
const stops: AbortController[] = [];
const running: Promise<void>[] = [];

afterAll(async () => {
  for (const stop of stops.splice(0)) stop.abort();
  await Promise.all(running.splice(0));
});

/** What a test does with files: the routes, with the worker running behind them. */
export type ImportsKit = Awaited<ReturnType<typeof importsKit>>;

/** The whole app with a worker that runs imports and the inbox until the test file ends. */
export async function importsKit() {
  const server = await testApp();
  const stop = new AbortController();
  stops.push(stop);
  const working = capabilities.filter(({ name }) => name === "imports" || name === "pipeline");
  for (const job of working.flatMap(({ jobs }) => jobs ?? [])) {
    running.push(job.run(server.context, stop.signal));
  }
  return { ...server, ...actions(server) };
}

function actions(server: TestApp) {
  const call = async (method: "GET" | "POST" | "PUT" | "DELETE", url: string, payload?: object) => {
    const answer = await server.app.inject({
      method,
      url,
      headers: server.owner,
      ...(payload ? { payload } : {}),
    });
    return { status: answer.statusCode, body: answer.body === "" ? null : parsed(answer.body) };
  };
  const view = async (id: number): Promise<ImportView> =>
    (await call("GET", `/api/v1/imports/${id}`)).body as ImportView;
  const ended = async (id: number): Promise<ImportView> => {
    for (;;) {
      const now = await view(id);
      if (ENDED.has(now.status)) return now;
      await pause(20);
    }
  };
  const upload = async (filename: string, content: Buffer | string, query: Record<string, string> = {}) => {
    const search = new URLSearchParams({ filename, ...query });
    const headers = { ...server.owner, "content-type": "application/octet-stream" };
    const answer = await server.app.inject({
      method: "POST",
      url: `/api/v1/imports?${search}`,
      headers,
      payload: Buffer.from(content),
    });
    return {
      status: answer.statusCode,
      body: parsed(answer.body) as ImportView & { error?: { message: string; field?: string } },
    };
  };
  const preview = async (id: number): Promise<Preview> =>
    (await call("GET", `/api/v1/imports/${id}/preview`)).body as Preview;
  const uploaded = async (...args: Parameters<typeof upload>): Promise<number> => {
    const { status, body } = await upload(...args);
    if (status !== 201) throw new Error(`the upload was refused: ${JSON.stringify(body)}`);
    return body.id;
  };
  const start = async (id: number, changes?: Partial<Mapping>): Promise<ImportView> => {
    if (changes)
      await call("PUT", `/api/v1/imports/${id}/mapping`, { ...(await preview(id)).mapping, ...changes });
    const { status, body } = await call("POST", `/api/v1/imports/${id}/start`);
    if (status !== 202) throw new Error(`the import was refused: ${JSON.stringify(body)}`);
    return ended(id);
  };
  /** Uploads, starts and waits for the end. */
  const run = async (
    filename: string,
    content: Buffer | string,
    changes?: Partial<Mapping>,
    query?: Record<string, string>,
  ) => start(await uploaded(filename, content, query), changes);
  const undo = async (id: number): Promise<ImportView> => {
    await call("POST", `/api/v1/imports/${id}/undo`);
    return ended(id);
  };
  return { call, view, ended, upload, uploaded, preview, start, run, undo, ...storedIn(server) };
}

/** What a shop's files have become. */
function storedIn({ context: { facts } }: TestApp) {
  return {
    orders: (shop: string) =>
      facts.query(sql`
        SELECT order_id, status, toString(gross) AS gross, toString(discount) AS discount, toString(shipping) AS shipping,
          toString(tax) AS tax, toString(other) AS other, toString(total) AS total, anonymous, toString(at) AS at, toUInt8(length(items)) AS items
        FROM \`order\` FINAL WHERE shop = ${shop} ORDER BY order_id`),
    refunds: (shop: string) =>
      facts.query(sql`
        SELECT order_id, refund_id, status, toString(goods) AS goods, toString(at) AS at
        FROM refund FINAL WHERE shop = ${shop} ORDER BY refund_id`),
  };
}

function parsed(body: string): unknown {
  return /^[{[]/.test(body) ? JSON.parse(body) : body;
}

/** Where a file beside the project lies. */
export function dataFilePath(path: string): string {
  return fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url));
}

/** A file beside the project. */
export function dataFile(path: string): Promise<Buffer> {
  return readFile(dataFilePath(path));
}
