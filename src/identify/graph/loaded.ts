import type { Trust } from "../../core/event.ts";
import type { TraitWord } from "../../core/trait-words-port.ts";
import type { Reason, Rule, Verdict } from "./tables.ts";

/** A handle as stored; times in milliseconds. */
export type StoredHandle = {
  readonly id: number;
  readonly profileId: number;
  readonly type: string;
  readonly value: string;
  /** Handles of one identifier are told apart by it: one for each owner. */
  readonly epoch: number;
  /** The one with the highest is the identifier's now. */
  turn: number;
  trust: Trust;
  shared: boolean;
  partners: number;
  firstSeen: number;
  lastSeen: number;
  importId: number | null;
  trustImportId: number | null;
  /** Handles that a person said are never the same customer. */
  readonly apart: readonly number[];
};

/** Evidence as stored; times in milliseconds. */
export type StoredEvidence = {
  readonly id: number;
  readonly a: number;
  readonly b: number;
  readonly rule: Rule;
  readonly trust: Trust;
  verdict: Verdict;
  reason: Reason | "";
  behind: readonly number[];
  importId: number | null;
  lastSeen: number;
};

/** A profile as stored: its handles and the evidence that holds them together. */
export type StoredProfile = { readonly handles: StoredHandle[]; readonly evidence: StoredEvidence[] };

/** What a batch has read so far. A null, or an empty list, says: looked for, isn't there. */
export type Loaded = {
  /** Of every epoch, by `keyOf`. */
  readonly handles: Map<string, StoredHandle[]>;
  /** By {@link pairKey}. */
  readonly evidence: Map<string, StoredEvidence | null>;
  readonly profiles: Map<number, StoredProfile>;
  /** What was said of the countries of handles. */
  readonly words: Map<number, readonly TraitWord[]>;
};

/** Nothing read yet. */
export function nothingLoaded(): Loaded {
  return { handles: new Map(), evidence: new Map(), profiles: new Map(), words: new Map() };
}

/** The key of one piece of evidence. */
export function pairKey(a: number, b: number, rule: Rule, trust: Trust): string {
  return `${a} ${b} ${rule} ${trust}`;
}
