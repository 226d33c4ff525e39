import type { Facts } from "../../core/facts.ts";

const HOUR_MS = 3_600_000;

/** At most this many answers are kept for each store of facts. */
const MOST = 200;

const kept = new WeakMap<Facts, Map<string, Promise<unknown>>>();

/** Which data an answer was worked out from. */
export type Amount = {
  readonly asOf: number;
  readonly orders: number;
  readonly refunds: number;
  /** How often merges or their undoing moved a handle. */
  readonly moved: number;
  /** Differs as soon as any order, refund or merge is another. */
  readonly mark: string;
};

/** Up to so many, each one counts. */
const FEW = 10_000;

/**
 * Answers about the whole business that move slowly (rhythm, tiers) are worked out once for the same
 * hour and the same data; from 10,000 orders on for the same amount of orders, refunds and merges, to
 * one part in a hundred: beside a stream of new orders they would cost a look at every order each time.
 */
export function keptAnswer<Answer>(
  facts: Facts,
  question: string,
  amount: Amount,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const answers = kept.get(facts) ?? new Map<string, Promise<unknown>>();
  kept.set(facts, answers);
  const { orders, refunds, moved, mark } = amount;
  const data = orders < FEW ? mark : [orders, refunds, moved].map(hundredths).join(" ");
  const key = `${question}|${Math.floor(amount.asOf / HOUR_MS)}|${data}`;
  const found = answers.get(key);
  // The key names the question, so what is kept under it is that question's answer.
  if (found) return found as Promise<Answer>;
  const answer = work();
  answers.set(key, answer);
  answer.catch(() => answers.delete(key));
  for (const oldest of answers.keys()) {
    if (answers.size <= MOST) break;
    answers.delete(oldest);
  }
  return answer;
}

function hundredths(amount: number): number {
  return amount < 100 ? amount : Math.round(Math.log(amount) * 100);
}
