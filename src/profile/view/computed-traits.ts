import type { Context } from "../../core/context.ts";
import type { CustomerFiguresPort } from "../../core/customer-figures-port.ts";
import type { Json } from "../../core/json.ts";
import { asId, type SourceId } from "../../core/ids.ts";
import { personasOf } from "../personas/index.ts";
import type { Trait } from "../traits/index.ts";
import { isToldWhole, type ToldOf } from "./audiences.ts";
import { classesOf } from "./classes-queries.ts";

/** The names under which it is told what a customer is called among all others. */
export const COMPUTED_TRAITS = [
  "persona",
  "persona_found",
  "persona_at_account",
  "rfm_cell",
  "recency_class",
  "frequency_class",
  "monetary_class",
  "value_tier",
] as const;

type Name = (typeof COMPUTED_TRAITS)[number];

const PERSONA_TRAITS = { shop: "persona", found: "persona_found", account: "persona_at_account" } as const;

/**
 * What Tenure worked out of a customer, as Segment tells of its computed traits: the personas of the
 * last run by their ids, the cell and classes of RFM and the value tier as of now. None to whoever asks
 * by a browser that may be told of a part of the customer only.
 */
export async function computedTraits(
  context: Context,
  figures: CustomerFiguresPort,
  found: ToldOf,
): Promise<Map<string, Trait>> {
  if (!(await isToldWhole(context, found))) return new Map();
  const now = context.clock.now();
  const numbers = found.handles.map((handle) => handle.id);
  const [personas, classes] = await Promise.all([
    personasOf(context.state, found.id),
    classesOf(context, figures, numbers, now),
  ]);
  const told = new Map<string, Trait>();
  const tell = (name: Name, value: Json, at: number): void => {
    if (value === null) return;
    // No source said so: Tenure worked it out.
    told.set(name, { value, at, sourceId: asId<SourceId>(0), trust: "trusted" });
  };
  for (const { id, kind, asOf } of personas) tell(PERSONA_TRAITS[kind], id, Date.parse(asOf));
  if (!classes) return told;
  tell("value_tier", classes.tier, now);
  if (!classes.rfm) return told;
  tell("rfm_cell", classes.rfm.cell, now);
  tell("recency_class", classes.rfm.r, now);
  tell("frequency_class", classes.rfm.f, now);
  tell("monetary_class", classes.rfm.m, now);
  return told;
}
