import type { EventKind } from "../src/core/event.ts";
import type { JsonObject } from "../src/core/json.ts";

/** Something that happens with a customer: an event before it is addressed to a source. */
export type Moment = {
  readonly at: number;
  readonly kind: EventKind;
  readonly name: string;
  readonly userId: string | null;
  readonly anonymousId: string | null;
  readonly traits: JsonObject;
  readonly properties: JsonObject;
  readonly context: JsonObject;
};

/** A moment with the parts that differ from an empty one. */
export function moment(at: number, kind: EventKind, parts: Partial<Moment>): Moment {
  return {
    name: "",
    userId: null,
    anonymousId: null,
    traits: {},
    properties: {},
    context: {},
    ...parts,
    at: Math.round(at),
    kind,
  };
}
