import { isTest, type SourceFile } from "../source-files.ts";
import { breach } from "./law.ts";
import { placeOf } from "./place.ts";

/** An import that the law forbids, with the reason. */
export type Breach = { readonly from: string; readonly to: string; readonly why: string };

/** Every import among the files that the law forbids. Tests are not asked. */
export function breachesOf(files: readonly SourceFile[]): Breach[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return files
    .filter((file) => !isTest(file.path))
    .flatMap((file) =>
      file.imports.flatMap((to) => {
        const why = breach(file.path, to);
        if (why === null || isPlainHelp(file.path, to, byPath)) return [];
        return [{ from: file.path, to, why }];
      }),
    );
}

/**
 * A contract may lean on a file of its own capability that is as safe in a browser as itself: it
 * imports core, contracts and such files only, and nothing of Node's.
 */
function isPlainHelp(from: string, to: string, byPath: ReadonlyMap<string, SourceFile>): boolean {
  const [contract, help] = [placeOf(from), placeOf(to)];
  if (contract?.kind !== "capability" || contract.role !== "contract") return false;
  if (help?.kind !== "capability" || help.name !== contract.name) return false;
  return isPlain(to, byPath, new Set());
}

function isPlain(path: string, byPath: ReadonlyMap<string, SourceFile>, seen: Set<string>): boolean {
  if (seen.has(path)) return true;
  seen.add(path);
  const file = byPath.get(path);
  const place = placeOf(path);
  if (!file || !place || (place.kind !== "core" && place.kind !== "capability")) return false;
  if (/from "node:/.test(file.text)) return false;
  return file.imports.every((to) => isPlain(to, byPath, seen));
}
