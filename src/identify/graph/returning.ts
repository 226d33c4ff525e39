import type { TrackedEvent } from "../../core/event.ts";
import { asId, type HandleId } from "../../core/ids.ts";
import { isJsonObject, type Json } from "../../core/json.ts";
import { defaultRules, type Rules } from "../rules/index.ts";
import { countryIn } from "./country.ts";
import type { Quiet } from "./trace.ts";

/** A handle as entries know it: one object for all that name it, so that one mark makes all of them void. */
type Known = { readonly id: number; isStale: boolean };

type Entry = {
  readonly owner: HandleId;
  /** Between these times the event would not even move a time of last sight. */
  readonly from: number;
  readonly until: number;
  /** The import that alone speaks of them; events from elsewhere would end that. */
  readonly importId: number | null;
  readonly handles: readonly Known[];
};

type Generation = { readonly entries: Map<string, Entry>; readonly handles: Map<number, Known> };

/** Entries of one generation, about 300 bytes each; two are in memory. */
const GENERATION = 100_000;

/**
 * Remembers which combinations of identifiers teach the graph nothing any more, so that events of
 * returning visitors need no look at the state. An entry is noted only when an event with these
 * identifiers was replayed and changed nothing, and holds until one of the handles that it read
 * changes. Every other writer of the graph raises the number of changes, which voids all entries.
 */
export class Returning {
  #young: Generation = empty();
  #old: Generation = empty();
  #standing = "";

  /** Forgets everything unless this is how the graph, and the reading of identifiers, stood before. */
  standAt(standing: string): void {
    if (standing === this.#standing) return;
    this.#standing = standing;
    this.#young = empty();
    this.#old = empty();
  }

  /** The entry for an event from which nothing is to be learnt. */
  find(key: string, event: TrackedEvent): Entry | null {
    const entry = this.#young.entries.get(key) ?? this.#renewed(key);
    if (!entry || event.at < entry.from || event.at > entry.until) return null;
    if (entry.importId !== null && entry.importId !== event.importId) return null;
    return entry.handles.some(({ isStale }) => isStale) ? null : entry;
  }

  /** After the commit: voids what names the changed handles, then notes the quiet events. */
  learn(changed: Iterable<number>, quiet: ReadonlyMap<string, Quiet>): void {
    for (const id of changed) {
      for (const { handles } of [this.#young, this.#old]) {
        const known = handles.get(id);
        if (known) known.isStale = true;
        handles.delete(id);
      }
    }
    for (const [key, { owner, handles, ...bounds }] of quiet) {
      const known = handles.map((id) => this.#known(id));
      this.#put(key, { ...bounds, owner: asId<HandleId>(owner), handles: known });
    }
  }

  #renewed(key: string): Entry | null {
    const entry = this.#old.entries.get(key);
    if (!entry) return null;
    for (const known of entry.handles) if (!known.isStale) this.#young.handles.set(known.id, known);
    this.#put(key, entry);
    return entry;
  }

  #known(id: number): Known {
    const known = this.#young.handles.get(id) ?? this.#old.handles.get(id) ?? { id, isStale: false };
    this.#young.handles.set(id, known);
    return known;
  }

  #put(key: string, entry: Entry): void {
    this.#young.entries.set(key, entry);
    if (this.#young.entries.size < GENERATION) return;
    this.#old = this.#young;
    this.#young = empty();
  }
}

function empty(): Generation {
  return { entries: new Map(), handles: new Map() };
}

/**
 * Everything of an event that says who it is of, as one text; null for the kinds of event that are
 * never quiet. Must cover all that `identityOf` reads.
 */
export function signatureOf(event: TrackedEvent, rules: Rules = defaultRules): string | null {
  const { context, properties, userId, anonymousId, kind } = event;
  if (kind === "alias" || context["identity_signature"] !== undefined) return null;
  const own = kind === "group" ? null : event.traits;
  const inContext = context["traits"];
  const told = isJsonObject(inContext) ? inContext : null;
  const device = isJsonObject(context["device"]) ? context["device"] : null;
  const rest: (Json | undefined)[] = [
    own?.["email"],
    own?.["phone"],
    told?.["email"],
    told?.["phone"],
    properties["email"],
    properties["phone"],
    device?.["id"],
    device?.["advertisingId"],
    context["externalIds"],
    ...rules.ownTypes.flatMap(({ from }) =>
      from.map(({ in: place, name }) =>
        place === "property"
          ? properties[name]
          : [own?.[name], told?.[name]].find((one) => one !== undefined),
      ),
    ),
  ];
  const isMore = rest.some((value) => value !== undefined && value !== null);
  // National phone numbers are read by the country of the customer or the source.
  const more = isMore ? JSON.stringify([...rest, countryIn(event), rules.countryOf(event.sourceId)]) : "";
  if (userId === null && anonymousId === null && more === "") return null;
  return `${event.trust} ${lengthOf(userId)} ${lengthOf(anonymousId)} ${userId ?? ""}${anonymousId ?? ""}${more}`;
}

function lengthOf(text: string | null): number {
  return text === null ? -1 : text.length;
}
