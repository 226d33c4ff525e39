import type { IdentifierCounts } from "./profile-queries.ts";

/** The bars of the distribution: one to five identifiers each for itself, then wider. */
export const SIZES: readonly { readonly least: number; readonly most: number | null }[] = [
  ...[1, 2, 3, 4, 5].map((one) => ({ least: one, most: one })),
  ...[
    { least: 6, most: 10 },
    { least: 11, most: 20 },
    { least: 21, most: 50 },
    { least: 51, most: null },
  ],
];

type Sizes = IdentifierCounts["sizes"];

/** Customers by how many identifiers they have, in the bars of {@link SIZES}. */
export function distribution(sizes: Sizes) {
  return SIZES.map(({ least, most }) => {
    const within = sizes.filter(({ identifiers: n }) => n >= least && (most === null || n <= most));
    return { least, most, customers: sum(within, "now"), before: sum(within, "before") };
  });
}

/** The mean number of identifiers, and of how many customers. */
export function meanIdentifiers(sizes: Sizes, when: "now" | "before"): { mean: number | null; n: number } {
  const n = sum(sizes, when);
  const all = sizes.reduce((total, size) => total + size.identifiers * size[when], 0);
  return { mean: n === 0 ? null : all / n, n };
}

function sum(sizes: Sizes, when: "now" | "before"): number {
  return sizes.reduce((total, size) => total + size[when], 0);
}
