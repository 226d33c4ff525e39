import type { TrackedEvent } from "../../core/event.ts";
import type { Json } from "../../core/json.ts";
import type { StateTransaction } from "../../core/state.ts";
import type { TraitWord, TraitWords } from "../../core/trait-words-port.ts";
import type { BoardEdge, BoardNode } from "./board-parts.ts";
import type { Board } from "./board.ts";
import type { Component } from "./component.ts";
import { COUNTRY_TRAITS, countryOfTraits } from "./country.ts";
import type { EventIdentity } from "./identity.ts";

/**
 * The countries of customers at each event's turn: what trusted sources said before the batch, and
 * what the events of the batch before this one say. So batches of any size read a number alike.
 */
export class Countries {
  /** Handles of which it isn't read yet what was said. */
  readonly missing = new Set<number>();
  readonly #loaded: Map<number, readonly TraitWord[]>;
  readonly #traits: TraitWords | undefined;
  readonly #said = new Map<number, TraitWord[]>();

  constructor(loaded: Map<number, readonly TraitWord[]>, traits: TraitWords | undefined) {
    this.#loaded = loaded;
    this.#traits = traits;
  }

  /** Reads what was found missing. */
  async load(tx: StateTransaction): Promise<void> {
    if (!this.#traits || this.missing.size === 0) return;
    const handles = [...this.missing];
    const words = await this.#traits.of(tx, handles, COUNTRY_TRAITS);
    for (const handle of handles) this.#loaded.set(handle, words.get(handle) ?? []);
  }

  /** An event of this handle took its turn. */
  note(handle: number, event: TrackedEvent): void {
    const words = this.#traits?.said(event, COUNTRY_TRAITS) ?? [];
    if (words.length > 0) this.#said.set(handle, [...(this.#said.get(handle) ?? []), ...words]);
  }

  /** The country of the customer whom the surest identifier names that leads to one with a country; phones apart. */
  named(board: Board, { known, visitors }: EventIdentity): string | null {
    if (!this.#traits) return null;
    // It may change without a change of the handles that the event names.
    board.trace.unsettled();
    for (const identifier of [...known, ...visitors]) {
      const node = identifier.type === "phone" ? null : board.peek(identifier);
      if (!node || node.shared) continue;
      const country = this.#ofAll(trustedWith(node, board.componentOf(node)));
      if (country !== null) return country;
    }
    return null;
  }

  #ofAll(handles: Iterable<BoardNode>): string | null {
    const last = new Map<string, TraitWord>();
    for (const { id, profileId } of handles) {
      const stored = this.#loaded.get(id);
      if (!stored && profileId !== null) this.missing.add(id);
      for (const word of [...(stored ?? []), ...(this.#said.get(id) ?? [])]) {
        const present = last.get(word.name);
        if (!present || isLater(word, present)) last.set(word.name, word);
      }
    }
    const traits: Record<string, Json> = {};
    for (const [name, { value }] of last) traits[name] = value;
    return countryOfTraits(traits);
  }
}

/** Of equal times the greater message id, as traits are kept. */
function isLater(next: TraitWord, present: TraitWord): boolean {
  return next.at === present.at ? next.messageId > present.messageId : next.at > present.at;
}

/**
 * The handles that trusted evidence ties to one. What only a claim put into the profile must not
 * say how the numbers of others are read: a wrong number joins customers.
 */
function trustedWith(node: BoardNode, component: Component): Iterable<BoardNode> {
  if (component.claims === 0) return component.nodes as BoardNode[];
  const trusted = (component.edges as BoardEdge[]).filter(({ trust }) => trust === "trusted");
  const ends = trusted.flatMap(({ a, b }) => [[a, b] as const, [b, a] as const]);
  const tied = new Map(
    [...Map.groupBy(ends, ([from]) => from)].map(([from, to]) => [from, to.map(([, one]) => one)]),
  );
  const reached = new Set([node]);
  for (const one of reached) for (const next of tied.get(one) ?? []) reached.add(next);
  return reached;
}
