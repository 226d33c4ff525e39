import type { Random } from "../src/core/random.ts";
import { type Details, drawDetails } from "./details.ts";
import { happens, pick } from "./draws.ts";
import { NAME_POOLS, scattered } from "./names.ts";

/** Who a customer is. `userId` is null for those who only ever order as guests. */
export type Person = Details & {
  readonly index: number;
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string | null;
  readonly userId: string | null;
  readonly loyaltyCard: string | null;
  readonly language: string;
  readonly country: string;
  /** First and last name in plain Latin letters. */
  readonly latin: readonly [string, string];
};

const MAIL_HOSTS = ["example.com", "example.org", "example.net"];

/** Makes the customer with this number. Addresses, numbers and cards are nobody else's. */
export function drawPerson(random: Random, seed: number, index: number): Person {
  const pool = pick(random, NAME_POOLS);
  const [firstName, first] = pick(random, pool.given);
  const [lastName, last] = pick(random, pool.family);
  const mark = `${seed.toString(36)}x${scattered(index + 1).toString(36)}`;
  const person = {
    index,
    name: `${firstName} ${lastName}`,
    firstName,
    lastName,
    email: `${first}.${last}.${mark}@${pick(random, MAIL_HOSTS)}`,
    phone: happens(random, 0.7) ? pool.phone(seed * 1_000_003 + index) : null,
    userId: happens(random, 0.85) ? `demo-${seed}-${index}` : null,
    loyaltyCard: happens(random, 0.35) ? `card-${seed}-${index}` : null,
    language: pool.language,
    country: pick(random, pool.countries),
    latin: [first, last] as const,
  };
  return { ...person, ...drawDetails(seed, index, person.country) };
}
