import type { Persona } from "./contract.ts";
import type { Member } from "./runs-store.ts";

/** A group of customers that details are told of: a persona by definition or one that was found, as members have it. */
export type Label = { readonly family: Persona["kind"]; readonly name: string };

/** Which groups a customer is in, and which are held against each other: those of one family part the same customers. */
export class Kin {
  readonly labels: readonly Label[];
  readonly #places: ReadonlyMap<string, number>;

  constructor(labels: readonly Label[]) {
    this.labels = labels;
    this.#places = new Map(labels.map((label, at) => [keyOf(label), at]));
  }

  /** The places of a customer's groups. */
  of({ shop, found, account }: Member): number[] {
    const labels: Label[] = [];
    if (shop !== null) labels.push({ family: "shop", name: shop });
    if (account !== null) labels.push({ family: "account", name: account });
    if (found !== null) labels.push({ family: "found", name: String(found) });
    return labels.flatMap((label) => this.#places.get(keyOf(label)) ?? []);
  }

  /** The place of a group; undefined where nobody is in it. */
  placeOf(label: Label): number | undefined {
    return this.#places.get(keyOf(label));
  }

  /** The other groups of a group's family. */
  others(place: number): number[] {
    const family = this.labels[place]?.family;
    return this.labels.flatMap((label, at) => (label.family === family && at !== place ? [at] : []));
  }
}

function keyOf({ family, name }: Label): string {
  return `${family} ${name}`;
}
