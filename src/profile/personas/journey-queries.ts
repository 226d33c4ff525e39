import type { Facts } from "../../core/facts.ts";
import type { HandleId } from "../../core/ids.ts";
import { bound, instant, profileOf, sql } from "../../core/sql.ts";
import { onScreens } from "./moments-queries.ts";

/** Something that a customer did, for a journey. */
export type StepRow = {
  readonly customer: string;
  readonly at: string;
  readonly kind: string;
  readonly name: string;
  readonly device: string;
  readonly channel: string;
  readonly amount: string | null;
  readonly currency: string;
};

/** The last things that customers with these handles did, the newest first, so many of each. */
export function lastSteps(
  facts: Facts,
  handles: readonly HandleId[],
  now: number,
  limit: number,
): Promise<StepRow[]> {
  return facts.query<StepRow>(sql`
    SELECT toString(${profileOf(sql`handle_id`)}) AS customer, at, kind, name, device, channel,
      toString(amount) AS amount, currency
    FROM event WHERE handle_id IN ${bound("Array(UInt64)", handles)} AND (${onScreens(now)}
      OR (at <= ${instant(now)} AND startsWith(name, 'Order ')))
    ORDER BY at DESC, message_id LIMIT ${limit} BY customer`);
}
