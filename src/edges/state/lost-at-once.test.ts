import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { quiet } from "../../../test/kit/log.ts";
import { openState } from "./open.ts";

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** What a Postgres says that lets one in and ends in the same breath. */
const LAST_WORDS = Buffer.concat([
  message("R", Buffer.alloc(4)),
  message("Z", Buffer.from("I")),
  message("E", Buffer.from("SFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0")),
]);

test("a Postgres that ends as it lets one in fails the question, and not the program", async () => {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.end(LAST_WORDS));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const state = openState({
    connection: { url: `postgres://tenure:x@127.0.0.1:${port}/tenure` },
    log: quiet,
  });
  onTestFinished(async () => {
    await state.destroy();
    server.close();
  });
  await expect(sql`SELECT 1`.execute(state)).rejects.toMatchObject({ code: "unavailable" });
});
