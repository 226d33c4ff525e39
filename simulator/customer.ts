import { seededRandom, type Random } from "../src/core/random.ts";
import { mixSeeds } from "./draws.ts";
import { drawDevices, type Device } from "./devices.ts";
import { drawHabits, type Habits } from "./habits.ts";
import { drawLife, type Life } from "./life.ts";
import type { ShopOptions } from "./options.ts";
import { drawPerson, type Person } from "./person.ts";
import { drawTemperament, type Temperament } from "./temperament.ts";

/** A customer before anything of their life is written down as events. */
export type Customer = {
  readonly random: Random;
  /** Chance for what they say: a stream of its own, so that all else stays as it was. */
  readonly voice: Random;
  /** Unlike any other customer's, of any seed. */
  readonly mark: string;
  readonly person: Person;
  readonly temper: Temperament;
  readonly habits: Habits;
  readonly life: Life;
  readonly devices: readonly Device[];
};

/** The customer with this number. Each has their own stream of chance, so any one can be made alone. */
export function drawCustomer(options: ShopOptions, index: number): Customer {
  const random = seededRandom(mixSeeds(options.seed, index));
  const mark = `${options.seed}-${index}`;
  const person = drawPerson(random, options.seed, index);
  const temper = drawTemperament(random);
  const habits = drawHabits(options.seed, person);
  const life = drawLife(random, temper, habits, options);
  const voice = seededRandom(mixSeeds(options.seed ^ 0x2c7e0f4d, index));
  return {
    random,
    voice,
    mark,
    person,
    temper,
    habits,
    life,
    devices: drawDevices(random, mark, habits.device),
  };
}
