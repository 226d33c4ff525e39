import { Problem } from "../../core/problem.ts";
import { checkRule, type Rule } from "../conditions/index.ts";
import { personaIds } from "../personas/index.ts";
import { readSegments } from "./kept-store.ts";
import type { World } from "./world.ts";

/**
 * @throws Problem `invalid` where a rule names what is not there, or comes back to itself; `own` is the
 * segment whose rule it is to be
 */
export async function checkKept(world: World, rule: Rule, own: number | null = null): Promise<void> {
  const all = (await readSegments(world.state)).filter(({ deleted }) => !deleted);
  const segments = new Map(all.flatMap((one) => (one.rule && one.id !== own ? [[one.id, one.rule]] : [])));
  const lists = new Set(all.filter(({ kind }) => kind === "list").map(({ id }) => id));
  const personas = await personaIds(world.state);
  const known = { segments, lists, personas, figureNames: world.figures.names, own };
  const [problem] = checkRule(rule, known);
  if (problem) throw new Problem("invalid", problem.words, { field: ["rule", ...problem.path].join(".") });
}
