import type { Clock } from "../../core/clock.ts";
import { Remembered, oneEach } from "../../core/remembered.ts";
import type { State } from "../../core/state.ts";
import type { Settings, SettingsPatch } from "./contract.ts";
import { readSettings, storeSettings } from "./queries.ts";

/** Who asks hundreds of times a second learns of a change after this long. */
const FRESH_MS = 1000;

const settingsOf = oneEach<State, Remembered<Settings>>(() => new Remembered({ freshMs: FRESH_MS, most: 1 }));

/** The settings that held a second ago at most, for questions in milliseconds. */
export function rememberedSettings({ state, clock }: { state: State; clock: Clock }): Promise<Settings> {
  return settingsOf(state).get("all", clock.now(), () => readSettings(state));
}

/** Saves what a person changed and returns all settings; what is remembered here is forgotten. */
export async function writeSettings(state: State, patch: SettingsPatch, now: number): Promise<Settings> {
  const settings = await storeSettings(state, patch, now);
  settingsOf(state).forget();
  return settings;
}
