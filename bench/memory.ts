import { readFile, readdir } from "node:fs/promises";

/** Megabytes that the processes working in the folder hold: the server and its Postgres. */
export async function memoryOf(folder: string): Promise<number> {
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
