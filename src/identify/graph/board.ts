import type { TrackedEvent, Trust } from "../../core/event.ts";
import type { Rules } from "../rules/index.ts";
import type { BoardEdge, BoardNode } from "./board-parts.ts";
import {
  alone,
  rebuild,
  refusal,
  together,
  weigh,
  type Component,
  type Edge,
  type Node,
} from "./component.ts";
import { keyOf, type Identifier } from "./identifier.ts";
import { pairKey, type Loaded, type StoredEvidence, type StoredHandle } from "./loaded.ts";
import { ALONE, type Beside } from "./ranked.ts";
import type { Reason, Rule } from "./tables.ts";
import { DAY, Trace } from "./trace.ts";

/** Numbers above all stored ids: new handles and evidence stand after the stored ones, in their order. */
const UNSTORED = 2 ** 52;

/**
 * The working copy of the graph for one batch: handles and evidence as stored, changed in memory
 * event by event. What it needs and wasn't loaded it notes in `missing`; the pass is then run
 * again with that loaded too.
 */
export class Board {
  readonly nodes = new Map<string, BoardNode>();
  readonly edges = new Map<string, BoardEdge>();
  readonly merges = new Map<number, { survivor: number; edge: Edge }>();
  readonly trace = new Trace();
  readonly missing = {
    pairs: new Set<string>(),
    profiles: new Set<number>(),
    identifiers: new Map<string, Identifier>(),
  };
  readonly rules: Rules;
  readonly #loaded: Loaded;
  readonly #byId = new Map<number, BoardNode>();
  /** The handles of an identifier, one an epoch, by `keyOf`. */
  readonly #epochs = new Map<string, BoardNode[]>();
  #next = UNSTORED;

  constructor(loaded: Loaded, rules: Rules) {
    this.#loaded = loaded;
    this.rules = rules;
  }

  /** The handle of an identifier if there is one. */
  peek(identifier: Identifier): BoardNode | null {
    const node = this.#find(identifier);
    if (node) this.trace.read(node);
    else this.trace.unsettled();
    return node;
  }

  #find(identifier: Identifier): BoardNode | null {
    let current: BoardNode | null = null;
    for (const node of this.#epochsOf(identifier)) if (node.turn >= (current?.turn ?? 0)) current = node;
    return current;
  }

  #epochsOf(identifier: Identifier): BoardNode[] {
    const key = keyOf(identifier);
    const present = this.#epochs.get(key);
    if (present) return present;
    const stored = this.#loaded.handles.get(key);
    if (stored === undefined) this.missing.identifiers.set(key, identifier);
    const nodes = (stored ?? []).map((one) => this.#fromStored(one));
    this.#epochs.set(key, nodes);
    return nodes;
  }

  /**
   * Gives a device that is somebody else's over to its new owner: to the handle of an earlier time
   * when it was the owner's, else to a new one. Null where too many have had it to be anybody's.
   */
  handOver(device: BoardNode, owner: BoardNode | null, event: TrackedEvent, trust: Trust): BoardNode | null {
    const epochs = this.#epochsOf(device);
    const owners = owner && this.componentOf(owner);
    const earlier = epochs.find((one) => one !== device && this.componentOf(one) === owners);
    const next =
      earlier ?? this.#found(device, event, trust, Math.max(...epochs.map(({ epoch }) => epoch)) + 1);
    if (earlier) this.#spokenOf(earlier, event, trust);
    next.turn = device.turn + 1;
    next.shared ||= !earlier && epochs.length > (this.rules.mostCustomersOf(next.type) ?? Infinity);
    this.touch(next);
    this.touch(device);
    return next.shared ? null : next;
  }

  /** The handle of an identifier, made if there is none; the event speaks of it. Tells whether its trust rose. */
  speak(identifier: Identifier, event: TrackedEvent, trust: Trust): { node: BoardNode; raised: boolean } {
    const node = this.peek(identifier);
    if (!node) return { node: this.#found(identifier, event, trust), raised: false };
    this.#spokenOf(node, event, trust);
    if (trust === "claimed" || node.trust === "trusted") return { node, raised: false };
    node.trust = "trusted";
    node.trustImportId = event.importId;
    this.touch(node);
    return { node, raised: true };
  }

  /** The evidence for a pair, new where there is none. */
  edge(left: BoardNode, right: BoardNode, rule: Rule, event: TrackedEvent, trust: Trust): BoardEdge {
    const [a, b] = left.id < right.id ? [left, right] : [right, left];
    const key = pairKey(a.id, b.id, rule, trust);
    const present = this.edges.get(key) ?? this.#storedEdge(key, rule, trust, a, b);
    if (present) {
      this.trace.readEdge(present);
      this.#repeated(present, event);
      return present;
    }
    const edge: BoardEdge = {
      a,
      b,
      rule,
      trust,
      order: this.#next++,
      verdict: "conflict",
      reason: "",
      behind: [],
      id: null,
      founder: event,
      importId: event.importId,
      lastSeen: event.at,
      changed: true,
    };
    this.edges.set(key, edge);
    this.trace.changed(edge);
    return edge;
  }

  /** Notes that what is stored of a handle or of evidence changed. */
  touch(thing: BoardNode | BoardEdge): void {
    thing.changed = true;
    this.trace.changed(thing);
  }

  /** The component of a handle as it is at this point of the batch. */
  componentOf(node: BoardNode): Component {
    this.trace.unsettled();
    if (node.component) return node.component;
    const component = node.profileId === null ? null : this.profile(node.profileId);
    if (component) return component;
    if (node.profileId !== null) this.missing.profiles.add(node.profileId);
    return alone(node);
  }

  /** The component of a loaded profile as stored. */
  profile(id: number): Component | null {
    const profile = this.#loaded.profiles.get(id);
    if (!profile) return null;
    const nodes = profile.handles.map((stored) => this.#fromStored(stored));
    return together(
      nodes,
      profile.evidence.flatMap((stored) => this.#loadedEdge(stored) ?? []),
    );
  }

  /** Loaded evidence that doesn't hold, between loaded handles. */
  openEdges(): BoardEdge[] {
    const stored = [...this.#loaded.evidence.values()];
    return stored.flatMap((one) => (one && one.verdict !== "holds" && this.#loadedEdge(one)) || []);
  }

  /** Weighs evidence against the components as they are, and against that of the same event. */
  weigh(edge: BoardEdge, beside: Beside = ALONE): void {
    this.componentOf(edge.a);
    this.componentOf(edge.b);
    this.#watch([edge], () => weigh(edge, this.#joined, beside));
  }

  /** Why a claim between the handle and a brand-new identifier would be refused; null where it would not. */
  wouldRefuse(node: BoardNode, identifier: Identifier, rule: Rule, at: number): Reason | null {
    const { type } = identifier;
    const other: Node = {
      ...{ id: this.#next, type, trust: "claimed", firstSeen: at, apart: [], component: null },
      ...{ shared: !this.rules.isUnique(type), ...this.#ruled(identifier) },
    };
    const edge: Edge = {
      a: node,
      b: other,
      rule,
      trust: "claimed",
      order: 0,
      verdict: "conflict",
      reason: "",
      behind: [],
    };
    return refusal(edge, this.componentOf(node), alone(other));
  }

  /** Puts the components anew together, with more evidence. */
  rebuild(components: Iterable<Component>, more: readonly BoardEdge[]): void {
    const touched = [...components];
    const nodes = touched.flatMap((component) => component.nodes);
    const edges = new Set<Edge>([...touched.flatMap((component) => component.edges), ...more]);
    this.#watch([...edges] as BoardEdge[], () => rebuild(nodes, [...edges], this.#joined));
  }

  readonly #joined = (survivor: number, merged: number, edge: Edge): void => {
    this.merges.set(merged, { survivor, edge });
  };

  #watch(edges: readonly BoardEdge[], work: () => void): void {
    const before = edges.map(({ verdict, reason }) => `${verdict}${reason}`);
    work();
    for (const [index, edge] of edges.entries()) {
      if (before[index] === `${edge.verdict}${edge.reason}`) continue;
      edge.turnedBy = this.trace.event;
      this.touch(edge);
    }
  }

  #found({ type, value }: Identifier, event: TrackedEvent, trust: Trust, epoch = 0): BoardNode {
    const node: BoardNode = {
      ...{ type, value, epoch, turn: 0, ...this.#ruled({ type, value }) },
      id: this.#next++,
      trust,
      shared: !this.rules.isUnique(type),
      partners: 0,
      component: null,
      firstSeen: event.at,
      lastSeen: event.at,
      importId: event.importId,
      trustImportId: trust === "trusted" ? event.importId : null,
      apart: [],
      profileId: null,
      founder: event,
      changed: true,
    };
    alone(node);
    this.nodes.set(`${keyOf(node)}\n${epoch}`, node);
    this.#epochsOf(node).push(node);
    this.trace.changed(node);
    return node;
  }

  #fromStored(stored: StoredHandle): BoardNode {
    const present = this.#byId.get(stored.id);
    if (present) return present;
    const node: BoardNode = {
      ...{ ...stored, ...this.#ruled(stored) },
      ...{ component: null, founder: null, changed: false },
    };
    this.#byId.set(node.id, node);
    this.nodes.set(`${keyOf(node)}\n${node.epoch}`, node);
    return node;
  }

  /** What the rules say of a handle. */
  #ruled({ type, value }: Identifier) {
    return { limit: this.rules.limitOf(type), blocked: this.rules.isBlocked(type, value) };
  }

  #storedEdge(key: string, rule: Rule, trust: Trust, a: BoardNode, b: BoardNode): BoardEdge | null {
    if (a.profileId === null || b.profileId === null) return null;
    const stored = this.#loaded.evidence.get(key);
    if (stored === undefined) return this.#unread(key, rule, trust, a, b);
    return stored ? this.#fromEvidence(key, stored, a, b) : null;
  }

  /** Evidence not read yet mostly holds: taken so, this pass asks for nothing that the next may not need. */
  #unread(key: string, rule: Rule, trust: Trust, a: BoardNode, b: BoardNode): BoardEdge {
    this.missing.pairs.add(key);
    const stored: StoredEvidence = {
      id: -1,
      a: a.id,
      b: b.id,
      rule,
      trust,
      verdict: "holds",
      reason: "",
      behind: [],
      importId: null,
      lastSeen: Infinity,
    };
    return this.#fromEvidence(key, stored, a, b);
  }

  #loadedEdge(stored: StoredEvidence): BoardEdge | null {
    const a = this.#byId.get(stored.a);
    const b = this.#byId.get(stored.b);
    if (!a || !b) return null;
    const key = pairKey(a.id, b.id, stored.rule, stored.trust);
    return this.edges.get(key) ?? this.#fromEvidence(key, stored, a, b);
  }

  #fromEvidence(key: string, stored: StoredEvidence, a: BoardNode, b: BoardNode): BoardEdge {
    const edge: BoardEdge = { ...stored, a, b, order: stored.id, founder: null, changed: false };
    this.edges.set(key, edge);
    return edge;
  }

  #spokenOf(node: BoardNode, event: TrackedEvent, trust: Trust): void {
    if (event.at > node.lastSeen + DAY || event.at < node.firstSeen) {
      node.lastSeen = Math.max(node.lastSeen, event.at);
      node.firstSeen = Math.min(node.firstSeen, event.at);
      this.touch(node);
    }
    if (node.importId !== null && node.importId !== event.importId) {
      node.importId = null;
      this.touch(node);
    }
    if (trust === "trusted" && node.trustImportId !== null && node.trustImportId !== event.importId) {
      node.trustImportId = null;
      this.touch(node);
    }
  }

  #repeated(edge: BoardEdge, event: TrackedEvent): void {
    if (event.at > edge.lastSeen + DAY) {
      edge.lastSeen = event.at;
      this.touch(edge);
    }
    if (edge.importId !== null && edge.importId !== event.importId) {
      edge.importId = null;
      this.touch(edge);
    }
  }
}
