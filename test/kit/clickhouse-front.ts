/**
 * A small HTTP front of chDB, for a process of its own: as much of ClickHouse's HTTP interface as
 * `@clickhouse/client` needs, so that the wire is tested where no server is at hand.
 * Run: `node test/kit/clickhouse-front.ts FOLDER [sharded|replicated]`, as which cluster it shall
 * play, if any; prints its port.
 */
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { once } from "node:events";
import { Session } from "chdb";
import { setStatement } from "../../src/edges/facts/parameters.ts";
import { type Played, clusterArguments, playedSettings, playedStatement } from "./played-cluster.ts";

const folder = process.argv[2] ?? "";
const played = process.argv[3] as Played | undefined;
const options = played === undefined ? {} : { connectionArgs: clusterArguments(folder) };
/** Keeps the engine open between requests. */
const keeper = new Session(folder, options);
const OWN = new Set([
  "query",
  "query_id",
  "database",
  "wait_end_of_query",
  "default_format",
  "session_id",
  "role",
]);

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => refuse(response, error));
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://front");
  if (url.pathname === "/ping") return void response.end("Ok.\n");
  const body = await readBody(request, url.searchParams);
  const id = url.searchParams.get("query_id") ?? "";
  // A session a request: a server's settings don't stick either.
  const session = new Session(folder, options);
  try {
    const database = url.searchParams.get("database");
    if (database) session.query(`USE \`${database}\``);
    prepare(session, url.searchParams);
    response.setHeader("X-ClickHouse-Query-Id", id);
    const text = played === undefined ? body : playedStatement(body, played);
    await run(session, byTag(text, url.searchParams), url.searchParams, response);
    response.end();
  } finally {
    session.close();
  }
}

/** The statement and, of an insert, its rows; parameters too large for the address come as a form. */
async function readBody(request: IncomingMessage, query: URLSearchParams): Promise<string> {
  const type = request.headers["content-type"] ?? "";
  const bytes = await buffer(request);
  const inAddress = query.get("query");
  if (!type.startsWith("multipart/form-data")) {
    return inAddress === null ? bytes.toString() : `${inAddress}\n${bytes.toString()}`;
  }
  const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": type } }).formData();
  for (const [name, value] of form) if (name !== "query") query.set(name, String(value));
  return String(form.get("query") ?? inAddress);
}

function prepare(session: Session, query: URLSearchParams): void {
  const settings: Record<string, string> = {};
  const parameters: Record<string, string> = {};
  for (const [name, value] of query) {
    if (name.startsWith("param_")) parameters[name.slice("param_".length)] = value;
    else if (!OWN.has(name)) settings[name] = value;
  }
  settings["log_comment"] = query.get("query_id") ?? "";
  if (played === "sharded") Object.assign(settings, playedSettings(session, query.get("database") ?? ""));
  session.query("SET max_query_size = 100000000");
  session.query(setStatement(settings, parameters));
}

/** chDB chooses the ids of queries itself: here they stand in the setting `log_comment`. */
function byTag(text: string, query: URLSearchParams): string {
  if (!text.startsWith("KILL QUERY")) return text;
  return text.replace("query_id = {id:String}", `Settings['log_comment'] = '${query.get("param_id")}'`);
}

async function run(
  session: Session,
  text: string,
  query: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const wait = query.get("wait_end_of_query") === "1";
  if (wait || !/^\s*SELECT/i.test(text)) {
    const result = await session.queryAsync(text, { format: query.get("default_format") ?? "TabSeparated" });
    response.write(Buffer.from(result.bytes()));
    return;
  }
  for await (const chunk of session.queryStream(text)) {
    if (response.destroyed) return;
    if (!response.write(Buffer.from(chunk.raw()))) await drained(response);
  }
}

/** Waits until more may be written, or nobody reads any more. Of the two the other is no longer listened for. */
async function drained(response: ServerResponse): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  await Promise.race([once(response, "drain", { signal }), once(response, "close", { signal })]);
  over.abort();
}

function refuse(response: ServerResponse, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const code = /^Code: (\d+)/.exec(message)?.[1] ?? "1000";
  // chDB ends its texts where a server adds the error's name; the client looks for it.
  const text = `${message.replace(/^Code: (\d+)\. DB::Exception: /, "Code: $1. DB::Exception: ")} (FRONT_ERROR)`;
  if (response.headersSent) return void response.destroy();
  response.writeHead(500, { "X-ClickHouse-Exception-Code": code }).end(text);
}

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address) process.stdout.write(`${address.port}\n`);
});
process.once("SIGTERM", () => {
  server.closeAllConnections();
  server.close(() => {
    // With replicated tables the engine does not end in order here; its folder is thrown away.
    if (played !== undefined) process.kill(process.pid, "SIGKILL");
    keeper.close();
    process.exit(0);
  });
});
