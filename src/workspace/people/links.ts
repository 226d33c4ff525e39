import { createHash, randomBytes } from "node:crypto";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import "./tables.ts";

const INVITATION_MS = 7 * 86_400_000;

/** A new link for the first admin; the one before stops working. Null where there is an admin. */
export async function makeSetupLink(state: State, publicUrl: string): Promise<string | null> {
  return state.transaction().execute(async (tx) => {
    const admin = await tx.selectFrom("person").select("id").where("role", "=", "admin").executeTakeFirst();
    await tx.deleteFrom("one_time_link").where("person_id", "is", null).execute();
    if (admin) return null;
    return `${publicUrl}/setup#${await store(tx, null, null)}`;
  });
}

/** A new link by which the person sets a password; the one before stops working. */
export async function makeJoinLink(
  tx: State | StateTransaction,
  personId: string,
  publicUrl: string,
  now: number,
): Promise<string> {
  await tx.deleteFrom("one_time_link").where("person_id", "=", personId).execute();
  return `${publicUrl}/join#${await store(tx, personId, new Date(now + INVITATION_MS))}`;
}

async function store(
  tx: State | StateTransaction,
  personId: string | null,
  expiresAt: Date | null,
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await tx
    .insertInto("one_time_link")
    .values({ token_hash: hash(token), person_id: personId, expires_at: expiresAt })
    .execute();
  return token;
}

/**
 * Uses a link up; answers whom it is for, null for the first admin.
 * @throws Problem `not_found` where it was used, replaced or has expired
 */
export async function useLink(
  tx: StateTransaction,
  token: string,
  purpose: "setup" | "join",
  now: number,
): Promise<string | null> {
  const link = await tx
    .deleteFrom("one_time_link")
    .where("token_hash", "=", hash(token))
    .where("person_id", purpose === "setup" ? "is" : "is not", null)
    .returningAll()
    .executeTakeFirst();
  if (link && (link.expires_at === null || link.expires_at.getTime() > now)) return link.person_id;
  throw new Problem(
    "not_found",
    because(purpose === "setup" ? "people.setup_link_gone" : "people.link_gone"),
    {
      field: "token",
    },
  );
}

function hash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
