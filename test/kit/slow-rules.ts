/**
 * What a rule means, over raw rows, one instant and one customer at a time: slow, plain, and with
 * nothing of the readings that it is held against.
 */
import type { Rule } from "../../src/profile/conditions/index.ts";
import { rfmOf } from "./slow-rfm.ts";
import type { Place } from "./rule-places.ts";
import type { RawConsent, RawEvent, RawOrder, RawSet, World } from "./rule-worlds.ts";
import { dayAfter, localDay, midnight, periodNamed, wallClock, weekdayOf } from "./slow-calendar.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

// The tree as JSON: the types of the readings are not leant on.
type Any = { readonly [key: string]: never } & Record<string, unknown>;

/** Where and by what a rule is read. */
export type SlowReading = {
  readonly place: Place;
  readonly countsClaimed: boolean;
  /** The rules of segments that rules name. */
  readonly segments: ReadonlyMap<number, Rule>;
};

/** Whether a customer meets a rule as of an instant. */
export function meetsSlowly(
  rule: Rule,
  world: World,
  profile: number,
  asOf: number,
  reading: SlowReading,
): boolean {
  const { countsClaimed } = reading;
  const mine = <Row extends { handle: number; at: number }>(rows: readonly Row[]): Row[] =>
    rows
      .filter((row) => world.profileOf[row.handle] === profile && row.at <= asOf)
      .toSorted((left, right) => left.at - right.at);
  const events = mine(world.events);
  if (events.length === 0) return false;
  const counted = (rows: readonly RawOrder[]) =>
    mine(rows).filter(
      (row) => row.status === "paid" && row.anonymous === 0 && (countsClaimed || row.trust === "trusted"),
    );
  const among = <Id>(sets: readonly RawSet<Id>[]) =>
    new Set(
      sets
        .filter(({ handles }) => handles.some((one) => world.profileOf[one] === profile))
        .map(({ id }) => id),
    );
  const person: Person = {
    ...reading,
    asOf,
    events,
    everybodys: world.events.filter((row) => row.at <= asOf),
    moves: mine(world.moves),
    lists: among(world.lists),
    personas: among(world.personas),
    orders: counted(world.orders),
    refunds: counted(world.refunds),
    traits: mine(world.traits),
    consents: mine(world.consents),
  };
  return meets(rule, person);
}

type Person = SlowReading & {
  readonly asOf: number;
  readonly everybodys: readonly RawEvent[];
  readonly moves: World["moves"];
  readonly lists: ReadonlySet<number>;
  readonly personas: ReadonlySet<string>;
  readonly events: readonly RawEvent[];
  readonly orders: readonly RawOrder[];
  readonly refunds: readonly RawOrder[];
  readonly traits: World["traits"];
  readonly consents: readonly RawConsent[];
};

function meets(rule: Rule, person: Person): boolean {
  if ("all" in rule) return rule.all.every((part) => meets(part, person));
  if ("any" in rule) return rule.any.some((part) => meets(part, person));
  if ("not" in rule) return !meets(rule.not, person);
  if ("did" in rule) {
    const count = found(rule.did as never, person).filter((row) =>
      lies(row.at, rule.within as never, person),
    ).length;
    const times = (rule.times ?? { at_least: 1 }) as Record<string, number>;
    if (times["at_least"] !== undefined) return count >= times["at_least"];
    return times["at_most"] !== undefined ? count <= times["at_most"] : count === times["exactly"];
  }
  if ("trait" in rule) {
    const said = person.traits.filter((one) => one.name === rule.trait);
    const best = said.toSorted((left, right) => {
      if (left.trust !== right.trust) return left.trust === "trusted" ? -1 : 1;
      return right.at - left.at || (left.id < right.id ? 1 : -1);
    })[0];
    return compare(best?.value, rule.is as never, person);
  }
  if ("consent" in rule) return consentOf(person.consents, rule.consent) === rule.is;
  if ("figure" in rule) return figureMeets(rule.figure, rule.is as never, person);
  if ("total" in rule) return totalMeets(rule as never, person);
  if ("first" in rule || "last" in rule) {
    const of = ("first" in rule ? rule.first : rule.last) as never;
    const rows = inTies(found(of, person).filter((row) => lies(row.at, rule.within as never, person)));
    const row = "first" in rule ? rows[0] : rows.at(-1);
    return row !== undefined && isLike(row.row, rule as never, person);
  }
  if ("sequence" in rule) return sequenceMeets(rule as never, person);
  if ("interest" in rule) return interestMeets(rule as never, person);
  if ("account" in rule) return accountMeets(rule.account.field, rule.account.is as never, person);
  if ("segment" in rule) return meets(person.segments.get(rule.segment) ?? { any: [] }, person);
  if ("list" in rule) return person.lists.has(rule.list);
  if ("persona" in rule) return person.personas.has(rule.persona);
  if ("entered" in rule || "left" in rule) {
    const [segment, entered] = "entered" in rule ? [rule.entered, true] : [rule.left, false];
    return person.moves.some(
      (move) =>
        move.segment === segment && move.entered === entered && lies(move.at, rule.within as never, person),
    );
  }
  throw new Error(`the slow evaluator knows no ${Object.keys(rule).join()}`);
}

/** The account is the last that an event of the customer's names; what is told of it, anybody may tell: trusted ones first. */
function accountMeets(field: string, is: Any, person: Person): boolean {
  const own = lastBelieved(person.events.filter((row) => row.account !== ""))?.account;
  if (field === "id") return compare(own, is, person);
  const key = field.slice("traits.".length);
  const told = person.everybodys.filter(
    (row) => row.kind === "group" && row.account === own && (row.traits[key] ?? null) !== null,
  );
  return compare(own === undefined ? undefined : lastBelieved(told)?.traits[key], is, person);
}

function lastBelieved(rows: readonly RawEvent[]): RawEvent | undefined {
  const trusted = rows.filter((row) => row.trust === "trusted");
  return inTies(trusted.length > 0 ? trusted : rows).at(-1);
}

const AMOUNTS = new Set(["amount", "hour", "weekday", "quantity", "price"]);
const TEXTUAL = ["contains", "begins", "ends"];

type Found = { readonly at: number; readonly id: string; readonly row: RawEvent | RawOrder };

function found(matcher: Any, person: Person): Found[] {
  const rows: readonly (RawEvent | RawOrder)[] =
    matcher["what"] === "event"
      ? person.events
      : matcher["what"] === "order"
        ? person.orders
        : person.refunds;
  return rows
    .filter((row) => {
      const names = matcher["names"] as string[] | undefined;
      if (names && !names.includes((row as RawEvent).name)) return false;
      if (matcher["kind"] !== undefined && (row as RawEvent).kind !== matcher["kind"]) return false;
      return isLike(row, matcher, person);
    })
    .map((row) => ({ at: row.at, id: row.id, row }));
}

function isLike(row: RawEvent | RawOrder, like: Any, person: Person): boolean {
  const where = (like["where"] ?? []) as { field: string; is: Any }[];
  if (!where.every(({ field, is }) => passes(fieldOf(row, field, person), field, is, person))) return false;
  const item = like["item"] as { field: string; is: Any }[] | undefined;
  return (
    !item ||
    row.items.some((one) => item.every(({ field, is }) => passes(itemField(one, field), field, is, person)))
  );
}

/** An amount has no text. */
function passes(value: unknown, field: string, told: Any, when: When): boolean {
  const is = inCodes(field, told);
  return !(AMOUNTS.has(field) && TEXTUAL.some((key) => key in is)) && compare(value, is, when);
}

/** What the drawn names of countries and languages stand for. */
const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  country: { Germany: "DE", ALMANYA: "DE", ألمانيا: "DE", Türkiye: "TR" },
  language: { Turkish: "tr", العربية: "ar", TR: "tr" },
};

function inCodes(field: string, is: Any): Any {
  const codes = CODES[field];
  if (!codes) return is;
  const [[key, held] = ["", null]] = Object.entries(is) as [string, unknown][];
  if (key !== "any_of" && key !== "none_of") return is;
  return { [key]: (held as unknown[]).map((one) => codes[String(one)] ?? one) } as never;
}

function itemField(item: RawOrder["items"][number], field: string): unknown {
  if (field === "quantity") return Number(item.quantity);
  if (field === "price") return Number(item.price);
  return (field === "product_id" ? item.product_id : item.category) || undefined;
}

function fieldOf(row: RawEvent | RawOrder, field: string, { place }: When): unknown {
  if (field === "hour") return wallClock(row.at, place).getUTCHours();
  if (field === "weekday") return weekdayOf(localDay(row.at, place));
  if (field === "amount") {
    const amount = "gross" in row ? row.gross : row.amount;
    return amount === null ? undefined : Number(amount);
  }
  if ("gross" in row) return (row as unknown as Record<string, unknown>)[field] || undefined;
  if (field === "properties.x") return row.properties["x"];
  if (field === "traits.size") return row.traits["size"];
  if (field === "properties.x.y") {
    const x = row.properties["x"];
    return typeof x === "object" && x !== null && !Array.isArray(x) ? x["y"] : undefined;
  }
  return (row as unknown as Record<string, unknown>)[field] || undefined;
}

function milliseconds(duration: Any): number {
  const { minutes = 0, hours = 0, days = 0, weeks = 0 } = duration as Record<string, number>;
  return minutes * 60_000 + hours * HOUR + days * DAY + weeks * 7 * DAY;
}

/** As of when, and in which zone. */
type When = { readonly asOf: number; readonly place: Place };

function lies(at: number, window: Any | undefined, person: Person): boolean {
  if (window === undefined) return true;
  const { asOf, place } = person;
  if (window["last"]) return at > asOf - milliseconds(window["last"]);
  if (window["longer_ago"]) return at <= asOf - milliseconds(window["longer_ago"]);
  if (window["since"]) {
    const anchors = found(window["since"], person);
    const anchor = window["whose"] === "first" ? anchors[0] : anchors.at(-1);
    return anchor !== undefined && at > anchor.at;
  }
  const named = (time: number, period: string) => periodNamed(time, period, place);
  if (window["this"]) return named(at, window["this"]) === named(asOf, window["this"]);
  if (window["previous"]) {
    // The period that ends where this one begins.
    let before = asOf;
    while (named(before, window["previous"]) === named(asOf, window["previous"])) before -= DAY / 4;
    return named(at, window["previous"]) === named(before, window["previous"]);
  }
  const { from, to } = window as { from?: string; to?: string };
  return (
    (from === undefined || at >= midnight(from, place)) && (to === undefined || at < midnight(to, place))
  );
}

function lower(text: string): string {
  return text.replaceAll("İ", "i").replaceAll("I", "i").replaceAll("ı", "i").toLowerCase();
}

function asNumber(value: unknown): number | null {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(value) ? Number(value) : null;
}

function asTime(value: unknown, place: Place): number | null {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d/.test(value)) return null;
  const day = value.slice(0, 10);
  if (
    Number.isNaN(Date.parse(`${day}T00:00:00Z`)) ||
    !new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
  )
    return null;
  if (value.length === 10) return midnight(value, place);
  const text = value.replace(" ", "T");
  return Date.parse(text.endsWith("Z") ? text : `${text}Z`);
}

function compare(value: unknown, is: Any, when: When): boolean {
  if ("known" in is) return (value !== undefined && value !== null) === is["known"];
  if ("none_of" in is) return !compare(value, { any_of: is["none_of"] } as never, when);
  const elements = (Array.isArray(value) ? value : [value]).filter(
    (one) => one !== undefined && one !== null && typeof one !== "object",
  );
  return elements.some((one) => compareOne(one, is, when));
}

function compareOne(one: unknown, is: Any, when: When): boolean {
  const { asOf, place } = when;
  const text = lower(String(one));
  const number = asNumber(one);
  const time = asTime(one, place);
  if ("any_of" in is) {
    return (is["any_of"] as unknown[]).some((wanted) =>
      typeof wanted === "number" ? number === wanted : text === lower(String(wanted)),
    );
  }
  if ("contains" in is) return text.includes(lower(is["contains"]));
  if ("begins" in is) return text.startsWith(lower(is["begins"]));
  if ("ends" in is) return text.endsWith(lower(is["ends"]));
  if ("before" in is) return time !== null && time < edge(is["before"], 0, place);
  if ("after" in is) return time !== null && time >= edge(is["after"], 1, place);
  if ("past" in is) return time !== null && time > asOf - milliseconds(is["past"]) && time <= asOf;
  if ("longer_ago" in is) return time !== null && time <= asOf - milliseconds(is["longer_ago"]);
  if ("coming" in is) return time !== null && time > asOf && time <= asOf + milliseconds(is["coming"]);
  if ("anniversary" in is)
    return (
      typeof one === "string" &&
      time !== null &&
      comesRound(one.slice(5, 10), when, milliseconds(is["anniversary"]))
    );
  return number !== null && inside(number, is);
}

function edge(date: string, daysLater: 0 | 1, place: Place): number {
  if (date.length === 10) return midnight(dayAfter(date, daysLater), place);
  return Date.parse(date) + daysLater;
}

function inside(number: number, is: Any): boolean {
  if ("at_least" in is) return number >= is["at_least"];
  if ("at_most" in is) return number <= is["at_most"];
  if ("above" in is) return number > is["above"];
  if ("below" in is) return number < is["below"];
  if ("between" in is) return number >= is["between"][0] && number <= is["between"][1];
  throw new Error(`the slow evaluator compares by no ${Object.keys(is).join()}`);
}

function comesRound(ofYear: string, { asOf, place }: When, length: number): boolean {
  for (let day = localDay(asOf, place); midnight(day, place) <= asOf + length; day = dayAfter(day)) {
    const isShortYear = dayAfter(`${day.slice(0, 4)}-02-28`).endsWith("03-01");
    if (day.endsWith(ofYear === "02-29" && isShortYear ? "02-28" : ofYear)) return true;
  }
  return false;
}

function consentOf(said: readonly RawConsent[], category: string): string {
  const last = new Map<string, RawConsent>();
  for (const one of said.toSorted((left, right) => left.at - right.at || left.answer - right.answer)) {
    last.set(`${one.handle} ${one.trust}`, one);
  }
  const of = (trust: string) =>
    [...last.values()]
      .filter((one) => one.trust === trust)
      .toSorted((left, right) => right.at - left.at || left.handle - right.handle);
  const [trusted, claimed] = [of("trusted"), of("claimed")];
  const told = (answers: readonly RawConsent[]) => answers.some((one) => category in one.preferences);
  const word = (answers: readonly RawConsent[]) =>
    answers[0]?.preferences[category] === true ? "granted" : "refused";
  if (!told(trusted)) return told(claimed) ? word(claimed) : "unknown";
  const named = claimed.find((one) => category in one.preferences);
  if (named && named.preferences[category] === false && named.at > (trusted[0]?.at ?? 0)) return "refused";
  return word(trusted);
}

function figureMeets(figure: string, is: Any, { orders, refunds, asOf, place }: Person): boolean {
  const times = orders.map((order) => order.at);
  const sum = (rows: readonly RawOrder[]) =>
    rows.reduce((total, row) => total + Math.round(Number(row.gross) * 100), 0);
  const revenue = (sum(orders) - sum(refunds)) / 100;
  const last = times.at(-1);
  if (figure === "orders") return inside(orders.length, is);
  if (figure === "revenue") return inside(revenue, is);
  if (figure === "average_order") return orders.length > 0 && inside(revenue / orders.length, is);
  if (figure === "median_gap") {
    const gaps = times
      .slice(1)
      .map((time, index) => (time - (times[index] ?? 0)) / DAY)
      .toSorted((a, b) => a - b);
    return gaps.length > 0 && inside(gaps[Math.floor(gaps.length / 2)] ?? 0, is);
  }
  if (figure === "days_since_order") {
    if ("known" in is) return (last !== undefined) === is["known"];
    return last !== undefined && inside((asOf - last) / DAY, is);
  }
  if (figure !== "first_order_at" && figure !== "last_order_at") {
    const value = rfmOf(figure, { times, revenue, asOf });
    return typeof value === "number" && !("known" in is)
      ? inside(value, is)
      : compare(value, is, { asOf, place });
  }
  const time = figure === "first_order_at" ? times[0] : last;
  if (time === undefined) return false;
  if ("past" in is) return time > asOf - milliseconds(is["past"]) && time <= asOf;
  if ("longer_ago" in is) return time <= asOf - milliseconds(is["longer_ago"]);
  return time < edge(String(is["before"]), 0, place);
}

/** By time, and at one time by id. */
function inTies<Row extends { at: number; id: string }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((left, right) => left.at - right.at || (left.id < right.id ? -1 : 1));
}

type SlowTotal = {
  readonly total: Any;
  readonly of: string;
  readonly as: string;
  readonly is: Any;
  readonly within?: Any;
};

function totalMeets(rule: SlowTotal, person: Person): boolean {
  const value = totalOf(rule, rule, person);
  const [[key, held] = ["", null]] = Object.entries(rule.is) as [string, unknown][];
  if (typeof held !== "object" || Array.isArray(held)) return value !== null && inside(value, rule.is);
  const { times, own } = held as { times: number; own: { as?: string; within?: Any } };
  const other = totalOf(rule, { as: own.as ?? rule.as, within: own.within }, person);
  return value !== null && other !== null && inside(value, { [key]: times * other } as never);
}

/** What a total comes to; null: there is nothing to reckon. */
function totalOf(
  { total: matcher, of }: SlowTotal,
  { as, within }: { as: string; within?: Any | undefined },
  person: Person,
): number | null {
  const rows = inTies(found(matcher, person).filter((row) => lies(row.at, within, person)));
  const values = (as === "last" ? rows.slice(-1) : rows).flatMap(({ row }) => {
    if (!of.startsWith("items.")) return [fieldOf(row, of, person)];
    const field = of.slice("items.".length);
    const like = (matcher["item"] ?? []) as { field: string; is: Any }[];
    const items = row.items.filter((one) =>
      like.every((filter) => passes(itemField(one, filter.field), filter.field, filter.is, person)),
    );
    return items.map((one) => itemField(one, field));
  });
  if (as === "distinct") {
    const texts = values.map((value) =>
      value === undefined || value === null
        ? ""
        : typeof value === "object"
          ? JSON.stringify(value)
          : String(value),
    );
    return new Set(texts.filter((text) => text !== "").map(lower)).size;
  }
  const numbers = values.map((value) => asNumber(value)).filter((number) => number !== null);
  const sum = numbers.reduce((total, number) => total + Math.round(number * 1000), 0) / 1000;
  if (as === "sum") return sum;
  const [last] = numbers.slice(-1);
  if (last === undefined) return null;
  if (as === "average") return sum / numbers.length;
  if (as === "last") return last;
  return as === "min" ? Math.min(...numbers) : Math.max(...numbers);
}

/** Tries every way through the rows. */
function sequenceMeets(rule: Extract<Rule, { sequence: unknown }>, person: Person): boolean {
  const steps = rule.sequence as unknown as { did?: Any; not?: Any; within?: Any }[];
  const go = (index: number, last: number | null, between: Any[]): boolean => {
    const step = steps[index];
    if (step === undefined) return true;
    if (step.not) {
      if (steps.slice(index).some((later) => later.did)) return go(index + 1, last, [...between, step.not]);
      const end = step.within ? (last ?? 0) + milliseconds(step.within) : person.asOf;
      if (end > person.asOf) return false;
      if (found(step.not, person).some(({ at }) => at > (last ?? 0) && at <= end)) return false;
      return go(index + 1, last, []);
    }
    const rows = found(step.did ?? ({} as Any), person).filter((row) =>
      lies(row.at, rule.within as never, person),
    );
    return rows.some(({ at }) => {
      if (last !== null && at <= last) return false;
      if (last !== null && step.within && at > last + milliseconds(step.within)) return false;
      const isBroken = between.some((not) =>
        found(not, person).some((row) => row.at > (last ?? 0) && row.at < at),
      );
      return !isBroken && go(index + 1, at, []);
    });
  };
  return go(0, null, []);
}

function interestMeets(rule: Extract<Rule, { interest: unknown }>, person: Person): boolean {
  const by = rule.by;
  const viewed = person.events.filter((row) => row.name === "Product Viewed");
  const rows = [...(by === "bought" ? [] : viewed), ...(by === "viewed" ? [] : person.orders)];
  const keys = rows
    .filter((row) => lies(row.at, rule.within as never, person))
    .flatMap((row) =>
      row.items.map((item) => lower(rule.interest === "product" ? item.product_id : item.category)),
    )
    .filter((key) => key !== "");
  const of = rule.of.map(lower);
  const is = rule.is as { share?: number; rank?: number };
  if (is.share !== undefined) {
    return keys.length > 0 && keys.filter((key) => of.includes(key)).length / keys.length >= is.share;
  }
  const often = (key: string) => keys.filter((one) => one === key).length;
  const best = Math.max(...of.map(often));
  return best > 0 && [...new Set(keys)].filter((key) => often(key) > best).length < (is.rank ?? 1);
}
