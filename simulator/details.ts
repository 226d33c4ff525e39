import { type Random, seededRandom } from "../src/core/random.ts";
import { mixSeeds, pick, whole } from "./draws.ts";

/** Where customers of a country live. */
const CITIES: Readonly<Record<string, readonly string[]>> = {
  TR: ["İstanbul", "Ankara", "İzmir", "Bursa", "Antalya", "Adana", "Eskişehir", "Muğla"],
  SA: ["الرياض", "جدة", "الدمام", "مكة", "المدينة"],
  AE: ["دبي", "أبو ظبي", "الشارقة"],
  EG: ["القاهرة", "الإسكندرية", "الجيزة"],
  GB: ["London", "Leeds", "Glasgow", "Bristol", "Cardiff", "Norwich"],
  IE: ["Dublin", "Cork", "Galway"],
};

/** What little else is known of a customer: the day of birth (ISO 8601) and the city. */
export type Details = { readonly born: string; readonly city: string };

/** Draws them from a stream of their own, so that nothing else of the customer's life changes with them. */
export function drawDetails(seed: number, index: number, country: string): Details {
  const random: Random = seededRandom(mixSeeds(seed ^ 0x0de7a115, index));
  const [year, month, day] = [whole(random, 1945, 2006), whole(random, 1, 12), whole(random, 1, 28)];
  const born = [year, month, day].map((part) => String(part).padStart(2, "0")).join("-");
  return { born, city: pick(random, CITIES[country] ?? ["London"]) };
}
