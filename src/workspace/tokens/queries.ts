import { createHash, randomBytes } from "node:crypto";
import type { Selectable } from "kysely";
import type { Actor } from "../../core/permission.ts";
import type { State, StateTables } from "../../core/state.ts";
import type { AddToken, TokenView } from "./contract.ts";
import "./tables.ts";

const MARK = "tnr_";
const SHOWN = MARK.length + 6;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Makes a token; the answer is the only place where it stands in the clear. */
export async function addToken(
  state: State,
  wanted: AddToken,
  now: number,
): Promise<TokenView & { token: string }> {
  const token = MARK + randomBytes(32).toString("base64url");
  const row = await state
    .insertInto("api_token")
    .values({
      name: wanted.name,
      prefix: token.slice(0, SHOWN),
      token_hash: hash(token),
      scopes: [...new Set(wanted.scopes)],
      created_at: new Date(now),
      expires_at: wanted.expiresInDays === undefined ? null : new Date(now + wanted.expiresInDays * DAY_MS),
      last_used_at: null,
      revoked_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...toView(row), token };
}

/** Tokens that were not revoked, the newest first. */
export async function listTokens(state: State): Promise<TokenView[]> {
  const rows = await state
    .selectFrom("api_token")
    .selectAll()
    .where("revoked_at", "is", null)
    .orderBy("id", "desc")
    .limit(1000)
    .execute();
  return rows.map(toView);
}

/** Ends a token at once; whether there was one. */
export async function revokeToken(state: State, id: number, now: number): Promise<boolean> {
  const { numUpdatedRows } = await state
    .updateTable("api_token")
    .set({ revoked_at: new Date(now) })
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Who a token stands for and until when; null where it is unknown, revoked or expired. Notes its use, to the minute. */
export async function actorOfToken(
  state: State,
  token: string,
  now: number,
): Promise<{ actor: Actor; expiresAt: number } | null> {
  const row = await state
    .selectFrom("api_token")
    .select(["id", "name", "scopes", "expires_at", "last_used_at"])
    .where("token_hash", "=", hash(token))
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (!row || (row.expires_at && row.expires_at.getTime() <= now)) return null;
  if (!row.last_used_at || now - row.last_used_at.getTime() > MINUTE_MS) {
    await state
      .updateTable("api_token")
      .set({ last_used_at: new Date(now) })
      .where("id", "=", row.id)
      .execute();
  }
  const actor: Actor = {
    kind: "token",
    id: String(row.id),
    name: row.name,
    permissions: new Set(row.scopes),
  };
  return { actor, expiresAt: row.expires_at?.getTime() ?? Number.POSITIVE_INFINITY };
}

function hash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

function toView(row: Selectable<StateTables["api_token"]>): TokenView {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  };
}
