import { createHash } from "node:crypto";
import { sql } from "kysely";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { State } from "../../core/state.ts";
import "./tables.ts";

const WINDOW_MS = 15 * 60_000;
const BY_EMAIL = 5;
const BY_ADDRESS = 50;

/** Who tries to sign in: the e-mail that was typed, and the network address. */
export type Attempt = { readonly email: string; readonly address: string };

/**
 * Counts an attempt before its password is looked at, so that many at the same instant are no more
 * than one after the other; refuses it while its e-mail or address is locked, whether or not such a
 * person exists. Refused ones don't prolong the lock.
 * @throws Problem `too_many` with the seconds to wait
 */
export async function countAttempt(state: State, attempt: Attempt, now: number): Promise<void> {
  const at = new Date(now);
  const fresh = new Date(now - WINDOW_MS);
  await state.deleteFrom("sign_in_failure").where("last_at", "<", fresh).execute();
  for (const { key, limit } of keysOf(attempt)) {
    const row = await state
      .insertInto("sign_in_failure")
      .values({ key_hash: key, failures: 1, last_at: at })
      .onConflict((conflict) =>
        conflict.column("key_hash").doUpdateSet({
          failures: sql<number>`CASE WHEN sign_in_failure.last_at <= ${fresh} THEN 1
            ELSE least(sign_in_failure.failures, ${limit}::int) + 1 END`,
          last_at: sql<Date>`CASE WHEN sign_in_failure.last_at > ${fresh} AND sign_in_failure.failures >= ${limit}::int
            THEN sign_in_failure.last_at ELSE ${at}::timestamptz END`,
        }),
      )
      .returning(["failures", "last_at"])
      .executeTakeFirstOrThrow();
    if (row.failures > limit) throw locked(row.last_at.getTime() + WINDOW_MS - now);
  }
}

function locked(wait: number): Problem {
  return new Problem("too_many", because("people.too_many_tries", { n: Math.ceil(wait / 60_000) }), {
    field: "password",
    retryAfter: Math.ceil(wait / 1000),
  });
}

/** Somebody signed in: the e-mail's failures are forgotten, and this attempt was none of the address's. */
export async function forgetFailures(state: State, attempt: Attempt): Promise<void> {
  await state.deleteFrom("sign_in_failure").where("key_hash", "=", keyOf("email", attempt.email)).execute();
  await state
    .updateTable("sign_in_failure")
    .set((set) => ({ failures: set("failures", "-", 1) }))
    .where("key_hash", "=", keyOf("address", attempt.address))
    .where("failures", ">", 0)
    .execute();
}

function keysOf(attempt: Attempt): { key: Buffer; limit: number }[] {
  return [
    { key: keyOf("email", attempt.email), limit: BY_EMAIL },
    { key: keyOf("address", attempt.address), limit: BY_ADDRESS },
  ];
}

function keyOf(kind: "email" | "address", value: string): Buffer {
  return createHash("sha256").update(`${kind}:${value}`).digest();
}
