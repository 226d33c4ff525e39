import type { Server } from "node:http";
import { readConfig } from "../config.ts";
import { Problem } from "../core/problem.ts";
import { socketOf } from "../folder-lock.ts";
import { listenForOwner } from "../edges/http/index.ts";
import { makeLog } from "../log.ts";
import { collectorsStepBack, giveMemoryBackAtRest } from "../memory.ts";
import { type Program, openProgram } from "../program.ts";
import { makeSetupLink } from "../workspace/people/index.ts";

/** Starts the server and returns once a signal has stopped it cleanly. */
export async function serve(): Promise<void> {
  const config = readConfig();
  const log = makeLog(config.logLevel);
  const stopped = untilSignal();
  const program = await openProgram(config, log);
  giveMemoryBackAtRest();
  collectorsStepBack();
  let ownerServer: Server | undefined;
  try {
    if (config.roles.has("worker")) program.work();
    ownerServer = await listenForOwner(program.server, socketOf(config));
    if (config.roles.has("api")) await listen(program, config);
    log.info({ url: config.publicUrl, roles: [...config.roles] }, "Tenure is ready");
    if (config.roles.has("api")) await greet(program, config.publicUrl);
    log.info({ signal: await stopped }, "stopping: finishing requests and work in progress");
  } finally {
    ownerServer?.close();
    ownerServer?.closeIdleConnections();
    await program.close();
    // A command line that was stopped in the middle of a question would keep the process for ever.
    ownerServer?.closeAllConnections();
  }
  log.info({}, "stopped");
}

async function listen({ server }: Program, { port, host }: { port: number; host: string }): Promise<void> {
  try {
    await server.app.listen({ port, host });
  } catch (cause) {
    throw new Problem("unavailable", `Tenure cannot listen on ${host}:${port}.`, {
      fix: "Another program may have the port: set another in PORT, or another address in HOST.",
      cause,
    });
  }
}

/** The one-time link stands on standard output and nowhere in the logs. */
async function greet({ context }: Program, publicUrl: string): Promise<void> {
  const link = await makeSetupLink(context.state, publicUrl);
  process.stdout.write(
    link === null
      ? `Tenure runs at ${publicUrl}\n`
      : `Tenure runs at ${publicUrl}\nMake the first admin with this link, which works once:\n\n  ${link}\n\n`,
  );
}

function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve(signal));
  });
}
