import { isJsonObject, type Json, type JsonObject } from "../../../core/json.ts";

/** Where a text of a customer stood. */
export const TEXT_KINDS = ["search", "review", "ticket", "survey"] as const;

/** One of {@link TEXT_KINDS}. */
export type TextKind = (typeof TEXT_KINDS)[number];

/** What a text is evidence of: what they look for, what bothers them, why they buy; null for none of these. */
export type Evidence = "goals" | "pains" | "motives" | null;

/** Something that a customer wrote. */
export type Text = { readonly kind: TextKind; readonly text: string; readonly evidence: Evidence };

/** Names of events that may carry a text of the customer; both stores' regular expressions read it. */
export const TEXT_EVENT = {
  search: "^(products? |site )?search(es|ed| performed| submitted)?$",
  review: "^([a-z]+ )?review(ed| submitted| posted| created)$",
  ticket:
    "^([a-z]+ )?(ticket|case|conversation|complaint|support request) (created|opened|submitted|started)$|^contact form submitted$",
  survey: "(answered|responded|response submitted|feedback submitted|survey (completed|submitted))$",
} as const;

/** "Ticket Answered" is what the company wrote. */
const NO_SURVEY = /^([a-z]+ )?(ticket|case|call|chat|conversation|message|email|request)s? /i;

const FIELDS: Readonly<Record<TextKind, readonly string[]>> = {
  search: ["query", "search_term", "searchTerm", "term", "keyword", "q"],
  review: ["review_title", "title", "review_body", "body", "review", "text", "comment"],
  ticket: ["subject", "topic", "reason", "message", "description", "body", "text", "comment"],
  survey: ["answer", "response", "comment", "feedback", "text"],
};

const MOST_CHARACTERS = 4000;
/** Questions about what is missing or hard, and about what somebody is after; by beginnings of words. */
const ASKS_PAINS =
  /problem|bother|missing|improve|frustrat|difficult|hard|wrong|sorun|eksik|zor|geliştir|rahatsız|مشكل|صعب|ينقص|تحسين/i;
const ASKS_GOALS =
  /looking for|goal|hope|trying to|achieve|need|amaç|amac|arıyor|hedef|ihtiyaç|هدف|تبحث|تحتاج/i;

/** The texts of an event, with what each is evidence of; none where it carries none of the customer's. */
export function textsOf(name: string, properties: JsonObject): Text[] {
  const kind = TEXT_KINDS.find((one) => new RegExp(TEXT_EVENT[one], "i").test(name));
  if (!kind || (kind === "survey" && NO_SURVEY.test(name))) return [];
  const answers = kind === "survey" ? listOf(properties["answers"]) : [];
  return [properties, ...answers].flatMap((one) => {
    const found = FIELDS[kind].map((field) => one[field]).filter((value) => typeof value === "string");
    const text = [...new Set(found)].join(". ").slice(0, MOST_CHARACTERS).trim();
    return text === "" ? [] : [{ kind, text, evidence: evidenceOf(kind, one, name) }];
  });
}

function evidenceOf(kind: TextKind, properties: JsonObject, name: string): Evidence {
  if (kind === "search") return "goals";
  if (kind === "ticket") return "pains";
  const mood = moodOf(properties, name);
  if (mood === "bad") return "pains";
  if (kind === "review") return mood === "good" ? "motives" : null;
  const question = typeof properties["question"] === "string" ? properties["question"] : "";
  if (ASKS_PAINS.test(question)) return "pains";
  return ASKS_GOALS.test(question) ? "goals" : "motives";
}

/** Two of five stars or fewer are bad, four are good; of ten, six are bad and nine good, as NPS has it. */
function moodOf(properties: JsonObject, name: string): "good" | "bad" | null {
  const score = ["rating", "score", "stars", "nps"].map((field) => properties[field]).find(isNumber);
  if (score === undefined) return null;
  const said = properties["max_rating"] ?? properties["scale"];
  const most = isNumber(said) ? said : score > 5 || /nps/i.test(name) || "nps" in properties ? 10 : 5;
  if (most >= 10) return score <= 0.6 * most ? "bad" : score >= 0.9 * most ? "good" : null;
  return score <= 0.4 * most ? "bad" : score >= 0.8 * most ? "good" : null;
}

function isNumber(value: Json | undefined): value is number {
  return typeof value === "number";
}

function listOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
