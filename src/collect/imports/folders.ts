import { join } from "node:path";

/** Where all imports' files lie. */
export function importsFolder(dataDir: string): string {
  return join(dataDir, "imports");
}

/** Where the files of one import lie. */
export function importFiles(dataDir: string, id: number) {
  const folder = join(importsFolder(dataDir), String(id));
  return {
    folder,
    file: join(folder, "file"),
    plan: join(folder, "plan.json"),
    refused: join(folder, "refused.csv"),
    scratch: join(folder, "scratch"),
  };
}
