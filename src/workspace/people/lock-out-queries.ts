import { createHash } from "node:crypto";
import { sql } from "kysely";
import { Problem } from "../../core/problem.ts";
import type { State } from "../../core/state.ts";
import "./tables.ts";

const WINDOW_MS = 15 * 60_000;
const BY_EMAIL = 5;
const BY_ADDRESS = 50;

/** Who tries to sign in: the e-mail that was typed, and the network address. */
export type Attempt = { readonly email: string; readonly address: string };

/**
 * Refuses an attempt while its e-mail or address is locked, whether or not such a person exists.
 * @throws Problem `too_many` with the seconds to wait
 */
export async function refuseLocked(state: State, attempt: Attempt, now: number): Promise<void> {
  for (const { key, limit } of keysOf(attempt)) {
    const row = await state
      .selectFrom("sign_in_failure")
      .select(["failures", "last_at"])
      .where("key_hash", "=", key)
      .executeTakeFirst();
    if (!row || row.failures < limit) continue;
    const wait = row.last_at.getTime() + WINDOW_MS - now;
    if (wait <= 0) continue;
    throw new Problem("too_many", "Too many wrong passwords.", {
      field: "password",
      fix: `Wait ${Math.ceil(wait / 60_000)} minutes, or ask an admin for a new link.`,
      retryAfter: Math.ceil(wait / 1000),
    });
  }
}

/** Counts a wrong password; failures older than the window no longer count. */
export async function noteFailure(state: State, attempt: Attempt, now: number): Promise<void> {
  const at = new Date(now);
  const fresh = new Date(now - WINDOW_MS);
  for (const { key } of keysOf(attempt)) {
    await state
      .insertInto("sign_in_failure")
      .values({ key_hash: key, failures: 1, last_at: at })
      .onConflict((conflict) =>
        conflict.column("key_hash").doUpdateSet({
          failures: sql<number>`CASE WHEN sign_in_failure.last_at > ${fresh} THEN sign_in_failure.failures + 1 ELSE 1 END`,
          last_at: at,
        }),
      )
      .execute();
  }
  await state.deleteFrom("sign_in_failure").where("last_at", "<", fresh).execute();
}

/** Forgets the failures of an e-mail whose person signed in. */
export async function forgetFailures(state: State, attempt: Attempt): Promise<void> {
  await state.deleteFrom("sign_in_failure").where("key_hash", "=", keyOf("email", attempt.email)).execute();
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
