import { sql, type RawBuilder } from "kysely";
import type { HandleId } from "../../core/ids.ts";
import { DEVICE_TYPE, isDevice, UNNAMING } from "../rules/index.ts";

/** Whether a handle's type names a customer: `namesCustomer`, in the state's words. */
function names(type: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`(${type} <> ALL(${UNNAMING}::text[]) AND ${type} !~ ${DEVICE_TYPE})`;
}

/**
 * The handles that trusted evidence ties to one, itself among them, up to those that name a customer:
 * what lies behind these is the customer's.
 */
function trustedWay(from: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    RECURSIVE near(id, naming) AS (
      SELECT first.id, ${names(sql`first.type`)} FROM handle first WHERE first.id = ${from}
      UNION
      SELECT far.id, ${names(sql`far.type`)} FROM near
      CROSS JOIN LATERAL (
        SELECT handle_b AS id FROM evidence WHERE handle_a = near.id AND trust = 'trusted' AND verdict = 'holds'
        UNION ALL
        SELECT handle_a FROM evidence WHERE handle_b = near.id AND trust = 'trusted' AND verdict = 'holds' OFFSET 0
      ) tied
      CROSS JOIN LATERAL (SELECT id, type FROM handle WHERE id = tied.id OFFSET 0) far
      WHERE NOT near.naming
    )`;
}

/**
 * Whether a handle's being of its profile rests on more than claims: trusted evidence leads to an
 * identifier that names the customer, or there is none in the profile.
 */
export function isProven(handle: RawBuilder<unknown>, profile: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(
    EXISTS (WITH ${trustedWay(handle)} SELECT FROM near WHERE naming)
    OR NOT EXISTS (SELECT FROM handle k WHERE k.profile_id = ${profile} AND ${names(sql`k.type`)}))`;
}

/**
 * The handles that may be told of to whoever asks by an identifier (normalised): all of the customer's.
 * By the id of a browser or device that is only claimed to be a customer's, those that trusted
 * evidence ties to it alone: anybody can claim to be anybody.
 */
export function handleIdsBelieved(type: string, value: string): RawBuilder<HandleId> {
  const asked = sql`
    SELECT id, profile_id FROM handle WHERE value = ${value} AND type = ${type} ORDER BY turn DESC LIMIT 1`;
  if (!isDevice(type)) {
    return sql<HandleId>`SELECT id FROM handle WHERE profile_id = (SELECT profile_id FROM (${asked}) asked)`;
  }
  const profile = sql`(SELECT profile_id FROM (${asked}) asked)`;
  const handle = sql`(SELECT id FROM (${asked}) asked)`;
  return sql<HandleId>`
    WITH ${trustedWay(handle)}
    SELECT h.id FROM handle h WHERE h.profile_id = ${profile}
      AND ((SELECT bool_or(naming) FROM near) OR h.id IN (SELECT id FROM near))`;
}
