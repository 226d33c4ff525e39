/** The whole program, put together and taken apart in the right order. */
import { fileURLToPath } from "node:url";
import type { FastifyBaseLogger } from "fastify";
import { AsideThread } from "./aside.ts";
import { authenticateBy } from "./authenticate.ts";
import { capabilities } from "./capabilities.ts";
import type { Config } from "./config.ts";
import { systemClock } from "./core/clock.ts";
import type { Context } from "./core/context.ts";
import { saidWhile } from "./core/deadline.ts";
import { type HttpServer, makeHttpServer, makeMetrics } from "./edges/http/index.ts";
import { lockFolder } from "./folder-lock.ts";
import { openStores } from "./stores.ts";
import { VERSION } from "./version.ts";
import { startWorker } from "./worker.ts";

/** The program, ready to listen. */
export type Program = {
  readonly context: Context;
  readonly server: HttpServer;
  /** Starts the background work; it ends with the program. */
  work(): void;
  /** Finishes requests, stops the work, closes the stores, gives the folder back. */
  close(): Promise<void>;
};

const PAGES = fileURLToPath(new URL("../dist/ui", import.meta.url));

/**
 * Takes the data folder and opens everything.
 * @throws Problem where the folder is in use or a store cannot be opened
 */
export async function openProgram(config: Config, logger: FastifyBaseLogger): Promise<Program> {
  const unlock = lockFolder(config.dataDir);
  const closers: [what: string, close: () => Promise<void> | void][] = [["folder", unlock]];
  const close = async () => {
    for (const [what, closer] of closers.splice(0).toReversed()) {
      await saidWhile(Promise.resolve(closer()), () => logger.info({ what }, "still stopping"));
    }
  };
  try {
    const stores = await openStores(config, logger);
    closers.push(["stores", () => stores.close()]);
    const metrics = makeMetrics();
    const beside = new AsideThread();
    const context: Context = {
      aside: beside.aside,
      ...{ facts: stores.facts, state: stores.state, clock: systemClock, log: logger, metrics },
      ...{ dataDir: config.dataDir, publicUrl: config.publicUrl },
      privateWebhooks: config.privateWebhooks,
    };
    const server = await makeHttpServer({
      context,
      capabilities,
      authenticate: authenticateBy(context),
      ready: () => stores.ready(),
      metrics,
      logger,
      pages: PAGES,
      version: VERSION,
      trustedProxies: config.trustedProxies,
    });
    const threads = { context, stores, logLevel: config.logLevel };
    const work = () => void closers.push(["worker", startWorker(threads)]);
    // What nobody can reach but this process has no others to hold up.
    server.app.server.once("listening", () => beside.start(threads));
    closers.push(["thread beside", () => beside.stop()], ["requests", () => server.app.close()]);
    return { context, server, work, close };
  } catch (failure) {
    await close();
    throw failure;
  }
}
