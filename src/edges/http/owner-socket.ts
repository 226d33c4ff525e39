import { chmodSync, rmSync } from "node:fs";
import { type Server, createServer } from "node:http";
import type { HttpServer } from "./app.ts";

/**
 * Listens on a unix socket that only the owner of the data folder can open; whoever comes through
 * it may do everything. The folder itself is 0700 too.
 */
export async function listenForOwner({ app, ownerHeaders }: HttpServer, path: string): Promise<Server> {
  // Left by a run that was killed: the folder's lock says that nobody listens there.
  rmSync(path, { force: true });
  const server = createServer((request, response) => {
    Object.assign(request.headers, ownerHeaders);
    app.routing(request, response);
  });
  const umask = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(path, resolve);
    });
  } finally {
    process.umask(umask);
  }
  chmodSync(path, 0o600);
  return server;
}
