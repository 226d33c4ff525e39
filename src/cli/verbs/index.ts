import type { Verb } from "../verb.ts";
import { demo } from "./demo.ts";
import { identityRules } from "./identity-rules.ts";
import { importFile } from "./import.ts";
import { init } from "./init.ts";
import { match } from "./match.ts";
import { report } from "./report.ts";
import { segmentVerbs } from "./segment.ts";
import { sourceAdd } from "./source-add.ts";
import { tokenAdd } from "./token-add.ts";

/** Every verb that asks the API. */
export const VERBS: readonly Verb[] = [
  init,
  sourceAdd,
  tokenAdd,
  importFile,
  report,
  ...segmentVerbs,
  match,
  identityRules,
  demo,
];
