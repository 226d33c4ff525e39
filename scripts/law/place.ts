import { STAGES } from "../../src/stages.ts";

/** Where a file stands in the project, as far as the law of imports asks. */
export type Place =
  | { kind: "core" | "stages" | "config" | "wiring" | "ui" | "ui-wiring" | "simulator" | "outside" }
  | { kind: "edge"; name: string }
  | { kind: "capability"; stage: number; name: string; role: "door" | "contract" | "view" | "inner" };

const UI_WIRING = ["main.tsx", "routes.tsx"];

/** The place of a file by its path; null where the layout has none for it. */
export function placeOf(path: string): Place | null {
  if (/^(test|bench|scripts)\//.test(path)) return { kind: "outside" };
  if (path.startsWith("simulator/")) return { kind: "simulator" };
  if (path === "src/stages.ts") return { kind: "stages" };
  if (path === "src/config.ts") return { kind: "config" };
  // Files right below src put the rest together: main.ts, pipeline.ts, capabilities.ts and the like.
  if (/^src\/[^/]+\.ts$/.test(path) || path.startsWith("src/cli/")) return { kind: "wiring" };
  const [, folder = "", name = "", ...rest] = path.split("/");
  if (folder === "core") return { kind: "core" };
  if (folder === "edges" && rest.length > 0) return { kind: "edge", name };
  if (folder === "ui") return { kind: UI_WIRING.includes(name) ? "ui-wiring" : "ui" };
  const stage = STAGES.findIndex((candidate) => candidate === folder);
  if (stage < 0 || rest.length === 0) return null;
  return { kind: "capability", stage, name: `${folder}/${name}`, role: roleOf(rest.join("/")) };
}

function roleOf(file: string): "door" | "contract" | "view" | "inner" {
  if (file === "index.ts") return "door";
  if (/(^|-)contract\.ts$/.test(file)) return "contract";
  return file.endsWith(".tsx") ? "view" : "inner";
}
