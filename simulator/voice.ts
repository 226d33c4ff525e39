import type { JsonObject } from "../src/core/json.ts";
import { addressOf } from "./address.ts";
import type { Customer } from "./customer.ts";
import type { Diary } from "./diary.ts";
import { happens, pick, whole } from "./draws.ts";
import { keepsTo } from "./habits.ts";
import { moment, type Moment } from "./moment.ts";
import { DAY, type ShopOptions } from "./options.ts";
import { QUESTION, SAYINGS, type Sayings, USUAL_SEARCHES, USUAL_TROUBLES } from "./sayings.ts";

const SEARCHES = 0.2;
const REVIEWS = 0.12;
const ANSWERS = 0.08;

/** What somebody types into the shop's search, if they do. */
export function drawSearch(customer: Customer): JsonObject | null {
  if (!happens(customer.voice, SEARCHES)) return null;
  return { query: keepsTo(customer.voice) ? say(customer, "searches") : usual(customer, USUAL_SEARCHES) };
}

/** What somebody writes to support. */
export function drawTrouble(customer: Customer): string {
  return keepsTo(customer.voice) ? say(customer, "troubles") : usual(customer, USUAL_TROUBLES);
}

/** Reviews of what was bought, and answers to the shop's one question, some days after an order. */
export function* words(customer: Customer, diary: Diary, options: ShopOptions): Generator<Moment> {
  const { voice, life } = customer;
  const who = addressOf(customer);
  const until = Math.min(life.leftAt ?? options.end, options.end);
  for (const { at, basket } of diary.orders) {
    const [reviewedAt, answeredAt] = [at + whole(voice, 4, 14) * DAY, at + DAY];
    const [reviews, answers, isGood] = [
      happens(voice, REVIEWS),
      happens(voice, ANSWERS),
      happens(voice, 0.75),
    ];
    if (reviews && reviewedAt < until) {
      const properties = {
        product_id: basket.lines[0]?.product.id ?? "",
        rating: isGood ? whole(voice, 4, 5) : whole(voice, 1, 2),
        review_body: isGood ? say(customer, "praises") : drawTrouble(customer),
      };
      yield moment(reviewedAt, "track", { ...who, name: "Product Reviewed", properties });
    }
    if (!answers || answeredAt >= until) continue;
    const properties = {
      survey: "why",
      question: QUESTION[tongueOf(customer)],
      answer: say(customer, "answers"),
    };
    yield moment(answeredAt, "track", { ...who, name: "Survey Answered", properties });
  }
}

function say(customer: Customer, about: keyof Sayings): string {
  return usual(customer, SAYINGS[customer.habits.kind][about]);
}

function usual(customer: Customer, all: Sayings[keyof Sayings]): string {
  return pick(customer.voice, all[tongueOf(customer)]);
}

function tongueOf({ person }: Customer): "tr" | "ar" | "en" {
  const [language] = person.language.split("-");
  return language === "tr" || language === "ar" ? language : "en";
}
