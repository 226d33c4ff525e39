/**
 * What the identify stage reads of customers' traits, which the profile stage after it keeps:
 * `profile/traits` offers an implementation, the wiring hands it to `identify/graph`.
 */
import type { TrackedEvent } from "./event.ts";
import type { Json } from "./json.ts";
import type { StateTransaction } from "./state.ts";

/** A trait as a trusted source said it; null took it away. Of two the later counts, of equals the greater message id. */
export type TraitWord = {
  readonly name: string;
  readonly value: Json;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly messageId: string;
};

/** Asks of the named traits only. */
export type TraitWords = {
  /** What an event will have said once its traits are recorded. */
  said(event: TrackedEvent, names: readonly string[]): readonly TraitWord[];
  /** The last word for each trait of each handle; handles of which nothing was said are left out. */
  of(
    tx: StateTransaction,
    handles: readonly number[],
    names: readonly string[],
  ): Promise<Map<number, TraitWord[]>>;
};
