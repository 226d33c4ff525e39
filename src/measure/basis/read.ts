import type { Context } from "../../core/context.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { inboxBacklog } from "../../collect/inbox/index.ts";
import { keepWindowFromData, readExchangeRates, readSettings } from "../../workspace/settings/index.ts";
import type { FigureBasis } from "./basis.ts";
import { DAY_MS, dayOf, startOfDay } from "./calendar.ts";
import type { ActivityWindow, FigureNote, FigureQuestion } from "./contract.ts";
import { keptAnswer } from "./kept.ts";
import {
  firstOrdersBetween,
  gapFigures,
  ordersWithoutRate,
  surveyMoved,
  surveyOrders,
  surveyRefunds,
} from "./queries.ts";
import type { GapFigures, RefundSurvey, SurveyRow } from "./queries.ts";
import { GAPS_NEEDED, PROVISIONAL_DAYS, beginningProbe, beginsLater, defaultWindow } from "./rhythm.ts";
import { subscriptionNote } from "./rhythm.ts";

/** Silence of everybody for so long means that the data ended, not that all customers left. */
const ENDED_AFTER_MS = 30 * DAY_MS;

/** Whether the customers of the whole business are asked for, and of which amount of data. */
type Surveyed = { counting: SurveyRow[]; asOf: number; orders: number; first: number | null; last: number };

/** What a question's figures rest on: settings, the orders there are, the window, and what must be said. */
export async function readBasis(context: Context, question: FigureQuestion): Promise<FigureBasis> {
  const { facts, state, clock } = context;
  const settings = await readSettings(state);
  const dimension = readDimension(question);
  const asked = question.asOf === undefined ? clock.now() : Math.min(Date.parse(question.asOf), clock.now());
  const [rows, moved] = await Promise.all([surveyOrders(facts, asked), surveyMoved(facts)]);
  const countsClaimed = !rows.some((row) => row.trust === "trusted");
  const surveyed = survey(rows, countsClaimed, asked, question.asOf === undefined);
  const refunds = await surveyRefunds(facts, surveyed.asOf, countsClaimed);
  const rates = (await readExchangeRates(state)).map((rate) => ({
    currency: rate.currency,
    from: startOfDay(rate.fromDay, settings.timeZone),
    rate: rate.rate,
  }));
  const bare: FigureBasis = {
    asOf: surveyed.asOf,
    timeZone: settings.timeZone,
    firstWeekday: settings.firstWeekday,
    currency: settings.currency,
    revenue: settings.revenue,
    window: { days: PROVISIONAL_DAYS, chosenBy: "provisional" },
    rates,
    foreign: false,
    countsClaimed,
    dimension: null,
    dataFrom:
      surveyed.first === null
        ? null
        : startOfDay(dayOf(surveyed.first, settings.timeZone), settings.timeZone),
    shownFrom: null,
    amount: amountOf(surveyed, refunds, moved),
    notes: [],
  };
  const gaps = await gapsOf(context, bare);
  const window = await windowOf(context, settings.activityWindow, question, gaps);
  const moneyNotes = await currencyNotes(context, bare, surveyed, refunds);
  const began = await beginning(context, { ...bare, window });
  return {
    ...bare,
    window,
    dimension,
    foreign: moneyNotes.foreign,
    shownFrom: began.shownFrom,
    notes: [
      ...orderNotes(rows, surveyed, countsClaimed, asked),
      ...moneyNotes.notes,
      ...began.notes,
      ...windowNotes(window, gaps),
      ...(dimension
        ? [{ code: "dimension_selects_orders" as const, dimension: dimension.name, value: dimension.value }]
        : []),
    ],
  };
}

function amountOf(
  { asOf, orders, counting, last }: Surveyed,
  refunds: readonly RefundSurvey[],
  { moved, mark }: { moved: number; mark: string },
): FigureBasis["amount"] {
  const all = [...counting, ...refunds].map((row) => row.versions);
  return {
    asOf,
    orders,
    refunds: refunds.reduce((sum, row) => sum + row.refunds, 0),
    moved,
    mark: [orders, last, refunds.length, moved, mark, ...all].join(" "),
  };
}

/** The gaps between orders that the basis counts, kept for a while. */
function gapsOf({ facts }: Context, basis: FigureBasis): Promise<GapFigures> {
  return keptAnswer(facts, `gaps ${basis.countsClaimed}`, basis.amount, () => gapFigures(facts, basis));
}

function readDimension({ dimension, value }: FigureQuestion): FigureBasis["dimension"] {
  if (dimension === undefined && value === undefined) return null;
  if (dimension === undefined) {
    throw new Problem("invalid", because("figures.value_alone"), { field: "dimension" });
  }
  if (value === undefined) {
    throw new Problem("invalid", because("figures.dimension_alone"), { field: "value" });
  }
  return { name: dimension, value };
}

function survey(rows: SurveyRow[], countsClaimed: boolean, asked: number, mayEnd: boolean): Surveyed {
  const counting = rows.filter((row) => countsClaimed || row.trust === "trusted");
  const last = Math.max(0, ...counting.map((row) => row.last));
  const ended = mayEnd && counting.length > 0 && asked - last > ENDED_AFTER_MS;
  return {
    counting,
    asOf: ended ? last + 1 : asked,
    orders: counting.reduce((sum, row) => sum + row.orders, 0),
    first: counting.length > 0 ? Math.min(...counting.map((row) => row.first)) : null,
    last,
  };
}

async function windowOf(
  { state }: Context,
  stored: { days: number; chosenBy: "data" | "person" } | null,
  question: FigureQuestion,
  gaps: GapFigures,
): Promise<ActivityWindow> {
  if (question.window !== undefined) return { days: question.window, chosenBy: "question" };
  if (stored) return stored;
  const days = defaultWindow(gaps);
  if (days === null) return { days: PROVISIONAL_DAYS, chosenBy: "provisional" };
  // While a file is still coming in, its first lines would settle the window for good.
  const { imported } = await inboxBacklog(state);
  const kept = imported > 0 ? null : await keepWindowFromData(state, days);
  return kept ?? { days, chosenBy: "data" };
}

function windowNotes(window: ActivityWindow, gaps: GapFigures): FigureNote[] {
  const subscription = subscriptionNote(gaps);
  return [
    ...(window.chosenBy === "provisional"
      ? [{ code: "window_provisional" as const, gaps: gaps.gaps, needed: GAPS_NEEDED }]
      : []),
    ...(subscription ? [subscription] : []),
  ];
}

async function currencyNotes(
  { facts }: Context,
  basis: FigureBasis,
  { counting }: Surveyed,
  refundRows: readonly RefundSurvey[],
): Promise<{ foreign: boolean; notes: FigureNote[] }> {
  const refunds = new Map(refundRows.map((row) => [row.currency, row.refunds]));
  const isForeign = (currency: string) => currency !== "" && currency !== basis.currency;
  const foreign = [...counting.map((row) => row.currency), ...refunds.keys()].filter(isForeign);
  if (foreign.length === 0) return { foreign: false, notes: [] };
  const orders = await ordersWithoutRate(facts, basis);
  const rated = new Set(basis.rates.map((rate) => rate.currency));
  const missing = new Set([...orders.keys(), ...foreign.filter((currency) => !rated.has(currency))]);
  if (missing.size === 0) return { foreign: true, notes: [] };
  const currencies = [...missing].sort().map((currency) => ({
    currency,
    orders: orders.get(currency) ?? 0,
    refunds: rated.has(currency) ? 0 : (refunds.get(currency) ?? 0),
  }));
  return { foreign: true, notes: [{ code: "missing_rates", currencies }] };
}

async function beginning(
  { facts }: Context,
  basis: FigureBasis,
): Promise<{ shownFrom: number | null; notes: FigureNote[] }> {
  if (basis.dataFrom === null) return { shownFrom: null, notes: [] };
  const dataFrom = basis.dataFrom;
  const until = dataFrom + basis.window.days * DAY_MS;
  const probe = beginningProbe(dataFrom, basis.window.days, basis.asOf);
  const question = `beginning ${basis.countsClaimed} ${dataFrom} ${basis.window.days}`;
  const [counts, [already = 0]] = await keptAnswer(facts, question, basis.amount, () =>
    Promise.all([
      firstOrdersBetween(facts, basis, probe),
      firstOrdersBetween(facts, basis, [dataFrom, until]),
    ]),
  );
  if (!beginsLater(probe, counts)) return { shownFrom: null, notes: [] };
  const note: FigureNote = {
    code: "data_begins_later",
    dataFrom: new Date(dataFrom).toISOString(),
    until: new Date(until).toISOString(),
    customers: already,
  };
  return { shownFrom: until, notes: [note] };
}

function orderNotes(
  rows: SurveyRow[],
  surveyed: Surveyed,
  countsClaimed: boolean,
  asked: number,
): FigureNote[] {
  const sum = (wanted: (row: SurveyRow) => boolean) =>
    rows.filter(wanted).reduce((total, row) => total + row.orders, 0);
  if (surveyed.first === null) return [{ code: "no_orders" }];
  const claimed = sum((row) => row.trust === "claimed");
  const anonymous = surveyed.counting.reduce((total, row) => total + (row.anonymous ? row.orders : 0), 0);
  const notes: FigureNote[] = [];
  if (surveyed.asOf !== asked) {
    notes.push({ code: "data_ended", lastOrderAt: new Date(surveyed.last).toISOString() });
  }
  if (claimed > 0) {
    notes.push({
      code: countsClaimed ? "claimed_orders_counted" : "claimed_orders_left_out",
      orders: claimed,
    });
  }
  if (anonymous > 0) notes.push({ code: "anonymous_orders", orders: anonymous });
  return notes;
}
