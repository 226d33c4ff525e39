import { placeOf, type Place } from "./place.ts";

type Capability = Extract<Place, { kind: "capability" }>;

/**
 * The law of imports (ARCHITECTURE.md): why `importer` may not import `imported`, or null where
 * it may. Paths are relative to the project. Tests are not asked.
 */
export function breach(importer: string, imported: string): string | null {
  const from = placeOf(importer);
  const to = placeOf(imported);
  if (!from) return `${importer} stands where the layout has no place for a file`;
  if (from.kind === "outside" || from.kind === "wiring") return null;
  if (!to || /\.(css|json)$/.test(imported)) return null;
  switch (from.kind) {
    case "core":
    case "stages":
    case "config":
      return to.kind === "core" ? null : "core imports nothing of the rest";
    case "simulator":
      return to.kind === "simulator" || to.kind === "core" ? null : "the simulator imports core only";
    case "edge":
      return edgeMay(from.name, to) ? null : "an edge imports core and itself only";
    case "ui":
      return uiMay(to) ? null : "the shell imports core, contracts and ui only";
    case "ui-wiring":
      return uiMay(to) || to.kind === "ui-wiring" || isRole(to, "view")
        ? null
        : "the routes of the ui import views, contracts and ui";
    case "capability":
      return capabilityBreach(from, to);
  }
}

function edgeMay(name: string, to: Place): boolean {
  return to.kind === "core" || (to.kind === "edge" && to.name === name);
}

function uiMay(to: Place): boolean {
  return to.kind === "core" || to.kind === "ui" || isRole(to, "contract");
}

function isRole(to: Place, role: Capability["role"]): boolean {
  return to.kind === "capability" && to.role === role;
}

function capabilityBreach(from: Capability, to: Place): string | null {
  if (to.kind === "core") return null;
  // docs/decisions/0006: the demo shop is loaded by a capability, and the simulator imports core only.
  if (to.kind === "simulator") {
    return from.name === "collect/demo" ? null : "only collect/demo imports the simulator";
  }
  if (from.role === "view") return viewBreach(from, to);
  if (to.kind !== "capability") return "a capability imports core and doors only; main.ts hands it the rest";
  if (to.role === "view") return "only views and the routes of the ui import a view";
  if (to.stage > from.stage) return "a capability imports its own and earlier stages only";
  if (from.role === "contract") {
    return to.role === "contract" ? null : "a contract must be safe in a browser: core and contracts only";
  }
  if (to.name === from.name) return null;
  return to.role === "door" ? null : "imports past a door: only index.ts of another capability";
}

function viewBreach(from: Capability, to: Place): string | null {
  if (to.kind === "ui" || isRole(to, "contract")) return null;
  const ownView = to.kind === "capability" && to.name === from.name && to.role === "view";
  return ownView ? null : "a view imports core, contracts and ui only";
}
