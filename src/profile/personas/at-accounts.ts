import type { Context } from "../../core/context.ts";
import type { CountedRows } from "../../core/counted-rows-port.ts";
import { accountPersonas } from "./accounts/account-persona.ts";
import type { AccountPersona, AccountSettings } from "./accounts/accounts-contract.ts";
import { accounts, type AccountRow, peopleAtAccounts } from "./accounts-queries.ts";
import type { Vocabulary } from "./moments-queries.ts";
import type { BehaviourRow } from "./queries.ts";

/** People at accounts, by their personas. */
export type AtAccounts = {
  readonly accounts: number;
  readonly people: ReadonlyMap<string, { readonly persona: AccountPersona; readonly firstAt: number }>;
};

/** Who is at an account, and as what; null where too few are. */
export async function readAccounts(
  { facts }: Context,
  rows: CountedRows,
  {
    now,
    least,
    settings,
    signal,
  }: { now: number; least: number; settings: AccountSettings; signal: AbortSignal },
): Promise<AtAccounts | null> {
  if ((await peopleAtAccounts(facts, now)) < least) return null;
  const people = new Map<string, { persona: AccountPersona; firstAt: number }>();
  let count = 0;
  for await (const some of accounts(facts, rows, { now, usageDays: settings.usageDays, signal })) {
    count += some.length;
    for (const row of some) {
      const personas = accountPersonas({ plan: row.plan, people: peopleOf(row) }, settings);
      for (const [at, id] of row.ids.entries()) {
        people.set(id, { persona: personas.get(id) ?? "user", firstAt: row.firstAts[at] ?? now });
      }
    }
  }
  return { accounts: count, people };
}

function peopleOf({ ids, days, orders, paid, titles }: AccountRow) {
  return ids.map((id, at) => ({
    id,
    ...{ days: days[at] ?? 0, orders: orders[at] ?? 0, paid: paid[at] ?? 0, title: titles[at] ?? "" },
  }));
}

/** A row of somebody who was on no screen and ordered nothing. */
export function quietRow(id: string, firstAt: number, { channels, categories }: Vocabulary): BehaviourRow {
  const zeros = (length: number): number[] => Array.from({ length }, () => 0);
  return {
    ...{ id, firstAt, lastOrderAt: 0, gapDays: null, priceLevel: null, country: "", language: "" },
    ...{ visits: 0, views: 0, looks: 0, carts: 0, orders: 0, revenue: 0, lines: 0, discounted: 0 },
    ...{ refunds: 0, refunded: 0, phone: 0, tablet: 0, desktop: 0, app: 0 },
    ...{ hours: zeros(24), days: zeros(7), channels: zeros(channels.length) },
    ...{ viewedCategories: zeros(categories.length), boughtCategories: zeros(categories.length) },
    ...{ viewedProducts: [], boughtProducts: [] },
  };
}
