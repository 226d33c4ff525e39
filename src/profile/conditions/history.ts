/** What one customer did and said, as the memory reading takes it. */
import type { Movement } from "../../core/customer-figures-port.ts";
import type { ProfileId } from "../../core/ids.ts";
import type { Json, JsonObject } from "../../core/json.ts";
import type { Trust } from "../../core/event.ts";
import type { Matcher } from "./contract.ts";
import type { Held } from "./value-queries.ts";

/** An event, an order or a refund. */
export type Row = {
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** The message of an event, else shop and number. */
  readonly id: string;
  readonly kind: string;
  readonly columns: Readonly<Record<string, Held>>;
  readonly items: readonly Readonly<Record<string, Held>>[];
  readonly properties: JsonObject;
  readonly context: JsonObject;
  readonly traits: JsonObject;
};

/** What was said of a trait. */
export type SaidTrait = {
  readonly name: string;
  readonly at: number;
  readonly value: Json;
  readonly trust: Trust;
  readonly id: string;
};

/** An answer to a request for consent. */
export type SaidConsent = {
  readonly handle: number;
  readonly at: number;
  readonly answer: number;
  readonly preferences: Readonly<Record<string, boolean>>;
  readonly trust: Trust;
};

/** An entry into a segment, or an exit. */
export type Move = { readonly segment: number; readonly at: number; readonly entered: boolean };

/** A group call, whoever made it. */
export type GroupCall = {
  readonly account: string;
  readonly at: number;
  readonly id: string;
  readonly trust: Trust;
  readonly traits: JsonObject;
};

/** What one customer did and said; rows in the order of time, and of equals of their ids. */
export type History = {
  readonly profileId: ProfileId;
  /** When anything was first heard of the customer. */
  readonly firstAt: number;
  /** The rows that a matcher finds. */
  readonly found: (matcher: Matcher) => readonly Row[];
  readonly traits: readonly SaidTrait[];
  readonly consents: readonly SaidConsent[];
  readonly movements: readonly Movement[];
  readonly moves: readonly Move[];
  /** Group calls, by anybody, of the accounts that the customer's events name. */
  readonly calls: readonly GroupCall[];
  readonly lists: ReadonlySet<number>;
  readonly personas: ReadonlySet<string>;
  /** Those of the asked-for tops that the customer is among, by `topKey`. */
  readonly tops: ReadonlyMap<string, { readonly isIn: boolean; readonly until: number }>;
};
