import type { ImportReport } from "./contract.ts";
import type { Tally } from "./process/messages.ts";

/** The report of a reading; duplicates and what was left out are known once all is stored. */
export function reportOf(tally: Tally): ImportReport {
  return {
    rows: tally.rows,
    orders: tally.groups.orders ?? 0,
    refunds: tally.groups.refunds ?? 0,
    customers: tally.groups.customers ?? 0,
    events: tally.groups.events ?? 0,
    consents: tally.lines.consents ?? 0,
    anonymous: tally.anonymous,
    anonymousRefunds: tally.anonymousRefunds,
    refused: tally.lines.refused ?? 0,
    duplicates: 0,
    erased: 0,
    lines: tally.lines,
    groups: tally.groups,
    notes: tally.notes,
  };
}
