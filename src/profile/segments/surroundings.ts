import { surroundings, type Surroundings } from "../conditions/index.ts";
import { readExchangeRates, readSettings } from "../../workspace/settings/index.ts";
import { personaMembers } from "../personas/index.ts";
import type { Kept } from "./kept.ts";
import { entriesAndExits, membersOf } from "./membership-queries.ts";
import type { World } from "./world.ts";

/** What the meaning of rules hangs on beside the customer, as of an instant. */
export async function readSurroundings(world: World, kept: Kept, asOf: number): Promise<Surroundings> {
  const lists = new Map([...kept.lists.keys()].map((id) => [id, membersOf(id)]));
  const keepers = {
    segments: kept.byId,
    lists,
    personas: await personaMembers(world.state),
    moves: entriesAndExits,
  };
  return surroundings(world, world.figures, asOf, keepers);
}

/** The same as a text that is another when rules mean something else. */
export async function meaningNow(world: World): Promise<string> {
  const {
    name: _name,
    language: _language,
    setUpAt: _setUpAt,
    ...settings
  } = await readSettings(world.state);
  const rates = await readExchangeRates(world.state);
  return JSON.stringify({ settings, rates, figures: await world.figures.restOn(world) });
}
