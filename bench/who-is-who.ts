import type { HandledEvent, TrackedEvent } from "../src/core/event.ts";
import type { Facts } from "../src/core/facts.ts";
import type { ProfileId } from "../src/core/ids.ts";
import { isJsonObject, type Json, type JsonObject } from "../src/core/json.ts";
import type { State } from "../src/core/state.ts";
import { resolveIdentities } from "../src/identify/graph/index.ts";
import { type Field, matchRecords, THRESHOLDS, type Values } from "../src/identify/matching/index.ts";
import {
  eventsOf,
  recordEvent,
  recordsOf,
  type ShopOptions,
  sittingsOf,
  truthOf,
} from "../simulator/index.ts";

/** Something that is one customer's in truth, and the profile it ended in. */
type Known = { readonly cause: string; readonly customer: number; profile: number };

/** Pairs of things that are one customer's, found or not, and pairs that were wrongly put together. */
type Judged = { readonly precision: number; readonly recall: number; readonly pairs: number };

const FIELDS: readonly Field[] = [
  { name: "firstName", kind: "given" },
  { name: "lastName", kind: "family" },
  { name: "birthday", kind: "date" },
  { name: "email", kind: "email" },
  { name: "phone", kind: "phone" },
  { name: "city", kind: "place" },
];

const BATCH = 1000;

/** From which chance on two are put together without asking anybody; less certain ones are for the review. */
export const WITHOUT_ASKING = 0.99;

/**
 * Everything that the simulated shop, its tablets, its till and its CRM know of customers, put
 * together by the rules and then by matching: each identifier that evidence ties to somebody, each
 * sitting at a shared tablet and each record, with its true customer and the profile it ended in.
 */
export async function puzzle(
  { state, facts }: { state: State; facts: Facts },
  options: ShopOptions,
): Promise<{ byRules: Known[]; together: Known[] }> {
  const records = [...recordsOf(options)];
  const sittings = [...sittingsOf(options)];
  const events = [
    ...eventsOf(options),
    ...records.map((record) => recordEvent(record, options)),
    ...sittings.flatMap((sitting) => sitting.events),
  ];
  const handled = new Map<string, HandledEvent>();
  for (let from = 0; from < events.length; from += BATCH) {
    for (const event of await resolve(state, events.slice(from, from + BATCH)))
      handled.set(event.messageId, event);
  }
  const handles = await state.selectFrom("handle").select(["id", "type", "value", "profile_id"]).execute();
  const profileOf = new Map<number, ProfileId>(handles.map((handle) => [handle.id, handle.profile_id]));
  const ofEvent = (id: string) => profileOf.get(handled.get(id)?.handleId ?? -1) ?? -1;
  const ofIdentifier = new Map(
    handles.map((handle) => [`${handle.type}:${handle.value}`, handle.profile_id]),
  );
  const byRules: Known[] = [
    ...[...truthOf(options)].flatMap(({ customer, linked }) =>
      linked.map(({ type, value }) => ({
        ...{ cause: `shop: ${type}`, customer },
        profile: ofIdentifier.get(`${type}:${value}`) ?? -1,
      })),
    ),
    ...sittings.flatMap(({ customer, events: [first, ...rest] }) =>
      [first, ...rest].map((event) => ({
        ...{ cause: "shared tablet", customer },
        profile: ofEvent(event?.messageId ?? ""),
      })),
    ),
    ...records.map(({ customer, system, cause, id }) => ({
      ...{ cause: `${system}: ${cause}`, customer },
      profile: ofEvent(`record-${id}`),
    })),
  ];
  const users = new Set(handles.flatMap(({ type, profile_id: id }) => (type === "user_id" ? [id] : [])));
  const matched = await matchProfiles(facts, [...handled.values()], ofEvent, users);
  return {
    byRules,
    together: byRules.map((known) => ({ ...known, profile: matched.get(known.profile) ?? known.profile })),
  };
}

async function resolve(state: State, events: readonly TrackedEvent[]): Promise<HandledEvent[]> {
  const clock = { now: () => events[0]?.receivedAt ?? 0 };
  const { events: handled } = await state
    .transaction()
    .execute((tx) => resolveIdentities(tx, events, { clock, defaultCountry: null }));
  return handled;
}

/**
 * The profiles that matching puts together, each under one of its group. The rules hold for these
 * too: no profile has two user ids, so the strongest link decides whose record it is.
 */
async function matchProfiles(
  facts: Facts,
  events: readonly HandledEvent[],
  ofEvent: (id: string) => number,
  users: ReadonlySet<number>,
): Promise<Map<number, number>> {
  const values = new Map<number, (string | null)[]>();
  for (const { kind, traits, messageId } of events) {
    if (kind !== "identify" || traits["firstName"] === undefined) continue;
    const profile = ofEvent(messageId);
    const before = values.get(profile) ?? FIELDS.map(() => null);
    values.set(
      profile,
      FIELDS.map(({ name }, index) => before[index] ?? traitOf(traits, name)),
    );
  }
  const profiles = [...values.keys()];
  const list: Values[] = [...values.values()];
  const input = { fields: FIELDS, country: null, values: list };
  const { groups, links } = await matchRecords(facts, input, { ...THRESHOLDS, same: WITHOUT_ASKING });
  const groupOf = new Map(groups.flatMap((group, index) => group.map((record) => [record, index] as const)));
  const parts = new Parts((record) => users.has(profiles[record] ?? -1));
  for (const { a, b } of links.toSorted((left, right) => right.weight - left.weight)) {
    if (groupOf.has(a) && groupOf.get(a) === groupOf.get(b)) parts.join(a, b);
  }
  return new Map(profiles.map((profile, record) => [profile, profiles[parts.of(record)] ?? profile]));
}

/** Parts of records, no two of which with a user id become one. */
class Parts {
  readonly #of = new Map<number, number>();
  readonly #users = new Map<number, boolean>();
  readonly #isUser: (record: number) => boolean;

  constructor(isUser: (record: number) => boolean) {
    this.#isUser = isUser;
  }

  of(record: number): number {
    const up = this.#of.get(record);
    return up === undefined ? record : this.of(up);
  }

  join(a: number, b: number): void {
    const [left, right] = [this.of(a), this.of(b)];
    if (left === right || (this.#hasUser(left) && this.#hasUser(right))) return;
    this.#users.set(left, this.#hasUser(left) || this.#hasUser(right));
    this.#of.set(right, left);
  }

  #hasUser(part: number): boolean {
    return this.#users.get(part) ?? this.#isUser(part);
  }
}

function traitOf(traits: JsonObject, name: string): string | null {
  const value: Json | undefined =
    name === "city" && isJsonObject(traits["address"]) ? traits["address"]["city"] : traits[name];
  return typeof value === "string" ? value : null;
}

/** Judges all pairs, or those of which one thing at least is of the cause; with nobody in a profile, nothing is put together. */
export function judgePairs(known: readonly Known[], cause?: string): Judged {
  const within = (groups: Map<string, Known[]>) =>
    [...groups.values()].reduce((sum, group) => sum + pairsOf(group, cause), 0);
  const right = within(Map.groupBy(known, ({ customer, profile }) => `${customer} ${profile}`));
  const found = within(Map.groupBy(known, ({ profile }) => String(profile)));
  const pairs = within(Map.groupBy(known, ({ customer }) => String(customer)));
  return { precision: right / found, recall: right / pairs, pairs };
}

function pairsOf(group: readonly Known[], cause: string | undefined): number {
  const half = (size: number) => (size * (size - 1)) / 2;
  if (cause === undefined) return half(group.length);
  const others = group.filter((one) => one.cause !== cause).length;
  return half(group.length) - half(others);
}
