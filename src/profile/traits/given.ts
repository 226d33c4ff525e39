import type { Trust } from "../../core/event.ts";
import type { HandleId, SourceId } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import type { Said } from "./winner.ts";

/** A value of a trait that an event gives; null takes the trait away. */
export type GivenTrait = Said & {
  readonly handleId: HandleId;
  readonly name: string;
  readonly value: Json;
  /** The value as JSON text. */
  readonly text: string;
  readonly trust: Trust;
  readonly importId: number;
  readonly sourceId: SourceId;
};

/** One stored value: a handle's trait by trust and import. */
export function traitKey(trait: {
  handleId: HandleId;
  name: string;
  trust: Trust;
  importId: number;
}): string {
  return `${trait.handleId} ${trait.trust} ${trait.importId} ${trait.name}`;
}
