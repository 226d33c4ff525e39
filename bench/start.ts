import { readFile, readdir } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { join } from "node:path";
import { type Bench, withFolder } from "./kit.ts";
import { startServer } from "../test/kit/server.ts";

/** Megabytes that the processes working in the folder hold: the server and its Postgres. */
async function memoryOf(folder: string): Promise<number> {
  let kilobytes = 0;
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const environ = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
    if (!environ.includes(`DATA_DIR=${folder}`)) continue;
    // Pss divides what processes share among them, as Postgres' shared buffers.
    const text = await readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => "");
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
  }
  return kilobytes / 1024;
}

/** From the start of a new data folder to the first page, and the memory held while nothing is asked. */
export const start: Bench = {
  name: "start",
  run: ({ seconds }) =>
    withFolder(async (folder) => {
      const data = join(folder, "data");
      const began = performance.now();
      const server = await startServer(data);
      try {
        await (await fetch(server.url)).text();
        const first = (performance.now() - began) / 1000;
        await pause(Math.min(seconds, 5) * 1000);
        const memory = await memoryOf(data);
        return [
          {
            name: "first page after start",
            figure: first,
            unit: "s",
            budget: 5,
            better: "less",
            note: "a new data folder",
          },
          {
            name: "idle memory",
            figure: memory,
            unit: "MB",
            budget: 700,
            better: "less",
            note: "with its Postgres",
          },
        ];
      } finally {
        await server.stop();
      }
    }),
};
