import { describe, expect, it } from "vitest";
import { parseSourceFile } from "../source-files.ts";
import { breachesOf } from "./breaches.ts";
import { breach } from "./law.ts";

const cohorts = "src/measure/cohorts/queries.ts";

describe("the law of imports", () => {
  it("lets a capability import core, its own files and doors of its own and earlier stages", () => {
    expect(breach(cohorts, "src/core/sql.ts")).toBeNull();
    expect(breach(cohorts, "src/measure/cohorts/cohorts.ts")).toBeNull();
    expect(breach(cohorts, "src/measure/metrics/index.ts")).toBeNull();
    expect(breach(cohorts, "src/identify/graph/index.ts")).toBeNull();
  });

  it.each([
    ["core imports a capability", "src/core/sql.ts", "src/measure/cohorts/index.ts"],
    ["core imports an edge", "src/core/sql.ts", "src/edges/facts/index.ts"],
    ["an edge imports a capability", "src/edges/http/server.ts", "src/measure/cohorts/index.ts"],
    ["an edge imports another edge", "src/edges/http/server.ts", "src/edges/state/index.ts"],
    ["a capability imports an edge", cohorts, "src/edges/facts/index.ts"],
    ["a capability imports past a door", cohorts, "src/identify/graph/tables.ts"],
    ["a capability imports a later stage", "src/collect/inbox/inbox.ts", "src/identify/graph/index.ts"],
    ["a capability imports the wiring", cohorts, "src/pipeline.ts"],
    ["a view imports a query", "src/measure/cohorts/CohortsView.tsx", cohorts],
    ["a view imports a door", "src/measure/cohorts/CohortsView.tsx", "src/measure/cohorts/index.ts"],
    ["a contract imports a rule", "src/measure/cohorts/contract.ts", "src/measure/cohorts/cohorts.ts"],
    ["the shell imports a view", "src/ui/Shell.tsx", "src/measure/cohorts/CohortsView.tsx"],
    ["a capability imports the simulator", cohorts, "simulator/index.ts"],
    ["the simulator imports the product", "simulator/shop.ts", "src/collect/inbox/index.ts"],
    ["a file stands outside the layout", "src/helpers/strings.ts", "src/core/sql.ts"],
  ])("refuses it when %s", (_name, importer, imported) => {
    expect(breach(importer, imported)).not.toBeNull();
  });

  it("lets a view import contracts and ui, and the wiring import all", () => {
    expect(breach("src/measure/cohorts/CohortsView.tsx", "src/measure/cohorts/contract.ts")).toBeNull();
    expect(breach("src/measure/cohorts/CohortsView.tsx", "src/ui/Figure.tsx")).toBeNull();
    expect(breach("src/ui/routes.tsx", "src/measure/cohorts/CohortsView.tsx")).toBeNull();
    expect(breach("src/main.ts", "src/edges/facts/index.ts")).toBeNull();
  });
});

describe("a contract", () => {
  const contract = parseSourceFile("src/measure/b/contract.ts", 'import "./names.ts";');
  const names = (text: string) => parseSourceFile("src/measure/b/names.ts", text);

  it("may lean on a file that is as safe in a browser as itself", () => {
    expect(breachesOf([contract, names("export {};")])).toEqual([]);
  });

  it("may not lean on one that needs Node", () => {
    expect(breachesOf([contract, names('import { join } from "node:path";')])).toHaveLength(1);
  });
});
