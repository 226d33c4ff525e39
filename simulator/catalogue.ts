import { seededRandom } from "../src/core/random.ts";
import { whole } from "./draws.ts";

/** Something that the shop sells. The price is in hundredths of the currency's unit. */
export type Product = {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly price: number;
};

/** Categories with their names of goods and the range of prices, in whole units. */
const SHELVES: readonly [string, readonly string[], number, number][] = [
  ["Coffee", ["House Blend", "Ethiopia Guji", "Colombia Huila", "Decaf", "Espresso Dark"], 9, 24],
  ["Tea", ["Black Rize", "Earl Grey", "Sencha", "Sage", "Mint"], 5, 16],
  ["Brewing", ["Cezve", "Pour-over Set", "French Press", "Moka Pot"], 18, 60],
  ["Machines", ["Grinder", "Espresso Machine", "Milk Frother"], 45, 320],
  ["Cups", ["Stoneware Cup", "Glass Set", "Travel Mug", "Saucer"], 8, 30],
  ["Sweets", ["Pistachio Lokum", "Dates", "Dark Chocolate", "Halva"], 4, 18],
  ["Gifts", ["Tasting Box", "Gift Card Sleeve", "Hamper"], 12, 75],
];

/** All that the shop sells; the same for every seed, so that shops of different seeds compare. */
export const CATALOGUE: readonly Product[] = SHELVES.flatMap(([category, names, least, most]) => {
  const random = seededRandom(category.length * 7919 + least);
  return names.map((name, index) => {
    const sku = `${category.slice(0, 3).toUpperCase()}-${index + 1}`;
    return { id: sku.toLowerCase(), sku, name, category, price: whole(random, least * 4, most * 4) * 25 - 1 };
  });
});
