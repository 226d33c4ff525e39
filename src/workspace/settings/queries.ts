import { sql } from "kysely";
import type { State } from "../../core/state.ts";
import type { ExchangeRate, Settings, SettingsPatch } from "./contract.ts";
import "./tables.ts";

/** What rules every figure, as it stands now. */
export async function readSettings(state: State): Promise<Settings> {
  const row = await state
    .selectFrom("workspace")
    .selectAll()
    .select(sql<string | null>`to_char(business_since, 'YYYY-MM-DD')`.as("since"))
    .executeTakeFirstOrThrow();
  return {
    name: row.name,
    timeZone: row.time_zone,
    currency: row.currency,
    firstWeekday: row.first_weekday,
    language: row.language,
    country: row.country,
    activityWindow:
      row.window_days === null || row.window_chosen_by === null
        ? null
        : { days: row.window_days, chosenBy: row.window_chosen_by },
    revenue: {
      includeTax: row.include_tax,
      includeShipping: row.include_shipping,
      deductDiscounts: row.deduct_discounts,
      deductRefunds: row.deduct_refunds,
    },
    businessSince: row.since,
    setUpAt: row.set_up_at?.toISOString() ?? null,
  };
}

/** Saves what a person changed and returns all settings. Another currency drops the rates to the old one. */
export async function storeSettings(state: State, patch: SettingsPatch, now: number): Promise<Settings> {
  const { activityWindow: window } = patch;
  await state.transaction().execute(async (tx) => {
    const { currency } = await tx
      .selectFrom("workspace")
      .select("currency")
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (patch.currency !== undefined && patch.currency !== currency) {
      await tx.deleteFrom("exchange_rate").execute();
    }
    await tx
      .updateTable("workspace")
      .set({
        name: patch.name,
        time_zone: patch.timeZone,
        currency: patch.currency,
        first_weekday: patch.firstWeekday,
        language: patch.language,
        country: patch.country,
        include_tax: patch.revenue?.includeTax,
        include_shipping: patch.revenue?.includeShipping,
        deduct_discounts: patch.revenue?.deductDiscounts,
        deduct_refunds: patch.revenue?.deductRefunds,
        business_since: patch.businessSince,
        window_days: window === undefined ? undefined : (window?.days ?? null),
        window_chosen_by: window === undefined ? undefined : window && "person",
        set_up_at: sql<Date>`coalesce(set_up_at, ${new Date(now)})`,
      })
      .execute();
  });
  return readSettings(state);
}

/** Keeps the window that the data suggest, unless one stands already; returns the one that stands. */
export async function keepWindowFromData(state: State, days: number): Promise<Settings["activityWindow"]> {
  await state
    .updateTable("workspace")
    .set({ window_days: days, window_chosen_by: "data" })
    .where("window_days", "is", null)
    .execute();
  return (await readSettings(state)).activityWindow;
}

/** Every rate that people entered, by currency and day; at most 10,000. */
export async function readExchangeRates(state: State): Promise<ExchangeRate[]> {
  return state
    .selectFrom("exchange_rate")
    .select(["currency"])
    .select(sql<string>`to_char(from_day, 'YYYY-MM-DD')`.as("fromDay"))
    .select(sql<string>`trim_scale(rate)::text`.as("rate"))
    .orderBy("currency")
    .orderBy("from_day")
    .limit(10_000)
    .execute();
}

/** Puts a rate; one of the same currency and day is replaced. */
export async function putExchangeRate(
  state: State,
  { currency, fromDay, rate }: ExchangeRate,
): Promise<void> {
  await state
    .insertInto("exchange_rate")
    .values({ currency, from_day: fromDay, rate })
    .onConflict((conflict) => conflict.columns(["currency", "from_day"]).doUpdateSet({ rate }))
    .execute();
}

/** Removes a rate; whether it was there. */
export async function deleteExchangeRate(
  state: State,
  { currency, fromDay }: Pick<ExchangeRate, "currency" | "fromDay">,
): Promise<boolean> {
  const { numDeletedRows } = await state
    .deleteFrom("exchange_rate")
    .where("currency", "=", currency)
    .where("from_day", "=", fromDay)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
