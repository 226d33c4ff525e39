import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** How a run of the command line ended. */
export type Run = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** What a run is given beside its words. */
export type RunOptions = {
  readonly dataDir: string;
  readonly environment?: Record<string, string>;
  /** Standard input. */
  readonly input?: string;
};

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

/** Runs `tenure …` as operators do, in a process of its own, and waits for its end. */
export async function tenure(words: readonly string[], options: RunOptions): Promise<Run> {
  const { dataDir, environment = {}, input = "" } = options;
  const child = spawn(process.execPath, [MAIN, ...words], {
    env: { ...process.env, DATA_DIR: dataDir, ...environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
  // A verb that fails at once no longer listens.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code: child.exitCode, stdout, stderr };
}
