import type { Context } from "../../core/context.ts";
import type { CountedRowsNow } from "../../core/counted-rows-port.ts";
import { parseProfileId, type ProfileId } from "../../core/ids.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { handlesOf, profileById } from "../../identify/graph/index.ts";
import { apartFrom } from "./clustering/difference.ts";
import { spreadOut } from "./clustering/scale.ts";
import type { Persona, PersonaResult } from "./contract.ts";
import { distancesTo, isKnown } from "./found.ts";
import { isOf } from "./journeys.ts";
import { SMALL } from "./marks.ts";
import { measuresOf } from "./measures.ts";
import { groupingAgain, type Model } from "./model.ts";
import { lastModel } from "./model-store.ts";
import { behaviour, type BehaviourRow } from "./queries.ts";
import { lastResult, membersAmong } from "./runs-store.ts";
import type { WhyPersonaAnswer } from "./why-contract.ts";

/** So many of a persona's differences are told of one customer. */
const MOST = 8;

/** Why a customer is of a persona, or is not. @throws Problem `not_found` */
export async function whyPersona(
  context: Context,
  counted: CountedRowsNow,
  id: string,
  asked: string,
): Promise<WhyPersonaAnswer> {
  const { state } = context;
  const last = await lastResult(state);
  const persona = last?.result.personas.find((one) => one.id === id);
  if (!last || !persona) throw new Problem("not_found", because("personas.none"), {});
  const customer = await customerOf(context, asked);
  const model = await lastModel(state, last.id);
  const member = (await membersAmong(state, last.id, [String(customer)])).get(String(customer));
  const row = await rowThen(context, counted, last.result, { customer, model });
  return {
    persona: { id, kind: persona.kind, marks: persona.marks },
    asOf: last.result.asOf,
    currency: last.result.currency,
    isOf: isOf(persona, member),
    did: row && {
      ...{ orders: row.orders, carts: row.carts, visits: row.visits },
      averageOrder: row.orders === 0 ? null : row.revenue / row.orders,
      pages: Math.max(row.views, row.looks),
    },
    differences: row ? differencesOf(row, persona, last.result) : [],
    kinds: row && model ? kindsOf(row, last.result, model) : [],
  };
}

async function customerOf({ state }: Context, text: string): Promise<ProfileId> {
  const asked = parseProfileId(text);
  const id = asked === null ? null : await profileById(state, asked);
  if (id === null) throw new Problem("not_found", because("customers.not_found", { id: text }));
  return id;
}

/** What the customer had done when the run looked: the same question, of one. */
async function rowThen(
  context: Context,
  counted: CountedRowsNow,
  { channels, categories, products, asOf }: PersonaResult,
  { customer, model }: { customer: ProfileId; model: Model | null },
): Promise<BehaviourRow | null> {
  const { facts, state } = context;
  const now = model?.now ?? Date.parse(asOf);
  const rows = await counted({ ...context, clock: { now: () => now } });
  const handles = ((await handlesOf(state, [customer])).get(customer) ?? []).map((handle) => handle.id);
  const of = { now, part: { rest: 0, of: 1 }, only: { profiles: [customer], handles } };
  for await (const [row] of behaviour(facts, rows, { channels, categories, products }, of)) {
    if (row) return row;
  }
  return null;
}

/** The customer on the scale of the persona's differences from all others, the greatest of those first. */
function differencesOf(
  row: BehaviourRow,
  persona: Persona,
  { channels, categories, products, asOf }: PersonaResult,
): WhyPersonaAnswer["differences"] {
  const measures = measuresOf({ channels, categories, products }, Date.parse(asOf));
  const sure = persona.differences.filter(({ from, to }) => from > SMALL || to < -SMALL);
  return sure
    .flatMap(({ measure, d, mean, others }) => {
      const of = measures.find(({ name }) => name === measure);
      const value = of?.of(row) ?? Number.NaN;
      if (!of || Number.isNaN(value)) return [];
      const [own, theirs, all] = [value, mean, others].map((one) => spreadOut(one, of.spread));
      const apart = apartFrom(own ?? 0, { d, mean: theirs ?? 0, others: all ?? 0 });
      return [{ measure, value, others, apart, d, speaks: d > 0 ? apart > d / 2 : apart < d / 2 }];
    })
    .slice(0, MOST);
}

function kindsOf(row: BehaviourRow, result: PersonaResult, model: Model): WhyPersonaAnswer["kinds"] {
  const grouping = groupingAgain(model, result);
  if (!grouping || !isKnown(row)) return [];
  const distances = distancesTo(row, grouping);
  return result.personas
    .flatMap(({ id, marks, group }) => {
      const distance = group === null ? undefined : distances[group];
      return distance === undefined ? [] : [{ id, marks, distance }];
    })
    .toSorted((a, b) => a.distance - b.distance);
}
