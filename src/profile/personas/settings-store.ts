import type { State } from "../../core/state.ts";
import { USUAL_ACCOUNT_SETTINGS } from "./accounts/accounts-contract.ts";
import type { PersonaSettings } from "./contract.ts";
import "./tables.ts";

/** How personas are set. */
export async function readPersonaSettings(state: State): Promise<PersonaSettings> {
  const row = await state.selectFrom("persona_settings").selectAll().executeTakeFirstOrThrow();
  return {
    bouncePages: row.bounce_pages,
    highOrder: row.high_order === null ? null : Number(row.high_order),
    repeatOrders: row.repeat_orders,
    leastCustomers: row.least_customers,
    leastSpeakers: row.least_speakers,
    accounts: row.accounts ?? USUAL_ACCOUNT_SETTINGS,
  };
}

/** Sets them; they hold from the next run on. */
export async function writePersonaSettings(state: State, settings: PersonaSettings): Promise<void> {
  await state
    .updateTable("persona_settings")
    .set({
      bounce_pages: settings.bouncePages,
      high_order: settings.highOrder === null ? null : String(settings.highOrder),
      repeat_orders: settings.repeatOrders,
      least_customers: settings.leastCustomers,
      least_speakers: settings.leastSpeakers,
      accounts: JSON.stringify(settings.accounts),
    })
    .execute();
}
