import type { Context } from "../../core/context.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { readExchangeRates, readSettings, type Settings } from "../../workspace/settings/index.ts";
import type { FigureBasis } from "./basis.ts";
import { beginning } from "./beginning.ts";
import { dayOf, startOfDay } from "../../core/calendar.ts";
import type { FigureQuestion } from "./contract.ts";
import { currencyNotes, orderNotes } from "./notes.ts";
import { surveyMoved, surveyOrders, surveyRefunds } from "./queries.ts";
import { PROVISIONAL_DAYS } from "./rhythm.ts";
import { amountOf, survey, type Surveyed } from "./survey.ts";
import { readWho } from "./who.ts";
import { gapsOf, windowNotes, windowOf } from "./window.ts";

/** What a question's figures rest on: settings, the orders there are, the window, and what must be said. */
export async function readBasis(context: Context, question: FigureQuestion): Promise<FigureBasis> {
  const { facts, state, clock } = context;
  const settings = await readSettings(state);
  const dimension = readDimension(question);
  const who = await readWho(context, question.who);
  const asked = question.asOf === undefined ? clock.now() : Math.min(Date.parse(question.asOf), clock.now());
  const [rows, moved] = await Promise.all([surveyOrders(facts, asked), surveyMoved(facts)]);
  const countsClaimed = !rows.some((row) => row.trust === "trusted");
  const surveyed = survey(rows, countsClaimed, asked, question.asOf === undefined);
  const refunds = await surveyRefunds(facts, surveyed.asOf, countsClaimed);
  const whole: FigureBasis = {
    ...bare(settings, surveyed, countsClaimed),
    rates: (await readExchangeRates(state)).map((rate) => ({
      currency: rate.currency,
      from: startOfDay(rate.fromDay, settings.timeZone),
      rate: rate.rate,
    })),
    amount: amountOf(surveyed, refunds, moved),
  };
  const gaps = await gapsOf(context, whole);
  const window = await windowOf(context, settings.activityWindow, question, gaps);
  const money = await currencyNotes(context, whole, surveyed, refunds);
  const began = await beginning(context, { ...whole, window }, settings.businessSince);
  return {
    ...whole,
    window,
    dimension,
    who,
    foreign: money.foreign,
    shownFrom: began.shownFrom,
    notes: [
      ...orderNotes(rows, surveyed, countsClaimed, asked),
      ...money.notes,
      ...began.notes,
      ...windowNotes(window, gaps),
      ...(dimension
        ? [{ code: "dimension_selects_orders" as const, dimension: dimension.name, value: dimension.value }]
        : []),
      ...(who.some(({ byBehaviour }) => byBehaviour) ? [{ code: "chosen_by_behaviour" as const }] : []),
    ],
  };
}

/** What is known before any customer is looked at. */
function bare(
  { timeZone, firstWeekday, currency, revenue }: Settings,
  { asOf, first, firstHeard }: Surveyed,
  countsClaimed: boolean,
): Omit<FigureBasis, "rates" | "amount"> {
  return {
    asOf,
    timeZone,
    firstWeekday,
    currency,
    revenue,
    window: { days: PROVISIONAL_DAYS, chosenBy: "provisional" },
    foreign: false,
    countsClaimed,
    dimension: null,
    who: [],
    dataFrom: first === null ? null : startOfDay(dayOf(first, timeZone), timeZone),
    firstHeard,
    shownFrom: null,
    notes: [],
  };
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
