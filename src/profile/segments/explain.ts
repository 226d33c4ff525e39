/** Why a customer meets a rule or does not: condition by condition, with the rows that decide. */
import { parseProfileId, showProfileId, type ProfileId } from "../../core/ids.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { handlesOf, profileById } from "../../identify/graph/index.ts";
import { evaluate, historyOf, leavesOf, needsOf, type Rule } from "../conditions/index.ts";
import { personasOf } from "../personas/index.ts";
import type { ExplainAnswer } from "./contract.ts";
import { readKept } from "./kept.ts";
import { memberSince } from "./membership-queries.ts";
import { readSegment } from "./segment-store.ts";
import { readSurroundings } from "./surroundings.ts";
import type { World } from "./world.ts";

/** Explains a rule that is not saved, or one that is. @throws Problem `not_found` where there is no such customer */
export async function explain(world: World, rule: Rule, customer: string): Promise<ExplainAnswer> {
  const asked = parseProfileId(customer);
  const id = asked === null ? null : await profileById(world.state, asked);
  if (id === null) throw new Problem("not_found", because("customers.not_found", { id: customer }));
  const handles = ((await handlesOf(world.state, [id])).get(id) ?? []).map((handle) => handle.id);
  const asOf = world.clock.now();
  const kept = await readKept(world);
  const around = await readSurroundings(world, kept, asOf);
  const needs = needsOf(rule, { segments: kept.byId, figureNames: world.figures.names });
  const personas = await personaRows(world, rule, id);
  const { holds, until, leaves } = evaluate(
    rule,
    await historyOf(world.facts, handles, around, needs),
    around,
  );
  return {
    customer: showProfileId(id),
    holds,
    until: timeOf(until),
    since: null,
    leaves: leaves.map((leaf) => ({
      path: [...leaf.path],
      holds: leaf.holds,
      until: timeOf(leaf.until),
      evidence:
        personas.get(leaf.path.join(".")) ??
        leaf.evidence.map((row) => ({ ...row, at: new Date(row.at).toISOString() })),
    })),
    asOf: new Date(asOf).toISOString(),
  };
}

/** Of conditions on personas, by their place: the personas that the customer is of, and the run that says so. */
async function personaRows(
  { state }: World,
  rule: Rule,
  customer: ProfileId,
): Promise<ReadonlyMap<string, { what: string; at: string; id: string }[]>> {
  const places = leavesOf(rule).flatMap(({ leaf, path }) => ("persona" in leaf ? [path.join(".")] : []));
  if (places.length === 0) return new Map();
  const personas = await personasOf(state, customer);
  const rows = personas.map(({ id, asOf }) => ({ what: "persona", at: asOf, id }));
  return new Map(places.map((place) => [place, rows]));
}

/** Explains a kept segment; of a list there are no conditions. */
export async function explainKept(world: World, id: number, customer: string): Promise<ExplainAnswer> {
  const { rule } = await readSegment(world.state, id);
  const answer = await explain(world, rule ?? { list: id }, customer);
  const profile = parseProfileId(answer.customer);
  const since = profile === null ? undefined : (await memberSince(world.facts, profile)).get(id);
  return { ...answer, since: since === undefined ? null : (timeOf(since) ?? null) };
}

function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
