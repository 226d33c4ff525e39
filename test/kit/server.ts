import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { within } from "../../src/core/deadline.ts";
import { eventually } from "./eventually.ts";

/** An answer of the server, its body as parsed JSON (null where there is none). */
export type Answer<Body> = { readonly status: number; readonly body: Body };

/** The program as operators run it, in a process of its own. */
export type RunningServer = {
  readonly url: string;
  readonly dataDir: string;
  readonly pid: number;
  /** Asks over the owner's socket in the data folder. */
  ask<Body>(method: string, path: string, body?: object): Promise<Answer<Body>>;
  /** The last that it wrote to its outputs. */
  printed(): string;
  /** SIGTERM, and waits; the exit code. @throws what it printed last, where it does not end */
  stop(): Promise<number | null>;
  /** SIGKILL, and waits. */
  kill(): Promise<void>;
};

/** How to start it otherwise than usual. */
export type ServerOptions = {
  readonly environment?: Record<string, string>;
  /** A command that starts the command after it, such as nsenter. */
  readonly through?: readonly string[];
  /** Where the data folder is seen from here, if not at its own path. */
  readonly seenAt?: string;
};

const START_SECONDS = 90;
/** Far more than a stop takes, less than tests have: what holds it up is said rather than that a test took long. */
const STOP_SECONDS = 45;
const LISTENS = "Tenure runs at ";
const PORT_TAKEN = "cannot listen on";
const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

/** Starts `tenure serve` on a free port over the folder and waits until it is ready. */
export async function startServer(
  dataDir: string,
  port?: number,
  options: ServerOptions = {},
): Promise<RunningServer> {
  const { environment = {}, through = [], seenAt = dataDir } = options;
  const chosen = port ?? (await freePort());
  const url = `http://127.0.0.1:${chosen}`;
  const own = { PORT: String(chosen), HOST: "127.0.0.1", DATA_DIR: dataDir, PUBLIC_URL: url };
  const [file = "", ...args] = [...through, process.execPath, MAIN, "serve"];
  const child = spawn(file, args, {
    env: { ...process.env, ...own, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  let listens = false;
  const listen = (chunk: Buffer): void => {
    said = (said + chunk.toString()).slice(-8000);
    listens ||= said.includes(LISTENS);
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  await eventually(
    async () => {
      if (child.exitCode !== null) return "gone";
      // Before it says so, whoever answers there may be another test's server.
      if (!listens) return null;
      return (await fetch(`${url}/readyz`)).ok ? "ready" : null;
    },
    `the server is ready`,
    START_SECONDS * 1000,
  ).catch(async (failure: unknown) => {
    await end(child, "SIGKILL");
    throw new Error(`the server did not start:\n${said}`, { cause: failure });
  });
  if (child.exitCode !== null) {
    // Another test may have taken the port since it was found free.
    if (port === undefined && said.includes(PORT_TAKEN)) return startServer(dataDir, port, options);
    throw new Error(`the server ended at once:\n${said}`);
  }
  return {
    url,
    dataDir: seenAt,
    pid: child.pid ?? 0,
    ask: (method, path, body) => askSocket(join(seenAt, "tenure.sock"), method, path, body),
    printed: () => said,
    stop: () =>
      within(STOP_SECONDS * 1000, end(child, "SIGTERM"), () => new Error("it did not end")).catch(
        async (failure: unknown) => {
          await end(child, "SIGKILL");
          throw new Error(`the server did not stop in ${STOP_SECONDS} s; it said last:\n${said}`, {
            cause: failure,
          });
        },
      ),
    kill: async () => void (await end(child, "SIGKILL")),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }
  return child.exitCode;
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function askSocket<Body>(
  socketPath: string,
  method: string,
  path: string,
  body?: object,
): Promise<Answer<Body>> {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const headers = payload === undefined ? {} : { "content-type": "application/json" };
  const asking = request({ socketPath, method, path, headers });
  asking.end(payload);
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  let text = "";
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode ?? 0, body: (text === "" ? null : JSON.parse(text)) as Body };
}
