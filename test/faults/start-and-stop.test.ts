import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { testFolder } from "../kit/context.ts";
import { freePort } from "../kit/server.ts";

const WAIT = { timeout: 50_000, interval: 100 };

function serve(dataDir: string, port: number): ChildProcess & { said: () => string } {
  const environment = { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: "silent" };
  const child = spawn(process.execPath, ["src/main.ts", "serve"], { env: environment, stdio: "pipe" });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  onTestFinished(() => void child.kill("SIGKILL"));
  return Object.assign(child, { said: () => said });
}

const exitOf = (child: ChildProcess) =>
  vi.waitUntil(() => child.exitCode !== null, WAIT).then(() => child.exitCode);

test("a server refuses a second process, outlives its Postgres, and stops cleanly on SIGTERM", async () => {
  const dataDir = await testFolder();
  const [port, another] = [await freePort(), await freePort()];
  const ready = () => fetch(`http://127.0.0.1:${port}/readyz`).then((answer) => answer.status);
  const postmaster = join(dataDir, "postgres", "data", "postmaster.pid");
  const first = serve(dataDir, port);
  await vi.waitUntil(() => first.said().includes("/setup#"), WAIT);
  expect(await ready()).toBe(200);

  const second = serve(dataDir, another);
  expect(await exitOf(second)).toBe(4);
  expect(second.said()).toContain(`in use by process ${first.pid}`);

  const running = () =>
    existsSync(postmaster) ? Number(readFileSync(postmaster, "utf8").split("\n")[0]) : 0;
  const killed = running();
  process.kill(killed, "SIGKILL");
  // What it began for others answers for a moment more.
  await vi.waitUntil(async () => ![0, killed].includes(running()) && (await ready()) === 200, WAIT);

  first.kill("SIGTERM");
  expect(await exitOf(first)).toBe(0);
  expect(existsSync(postmaster)).toBe(false);
  expect(existsSync(join(dataDir, "tenure.lock"))).toBe(false);
}, 120_000);
