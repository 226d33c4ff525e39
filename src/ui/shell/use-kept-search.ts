import { useAddress } from "../address.ts";
import { keptSearch } from "../figures/figure-search.ts";
import { NAVIGATION } from "./navigation.ts";

const OF_FIGURES: ReadonlySet<string> = new Set(
  NAVIGATION.find(({ section }) => section === "measure")?.pages.map(({ to }) => to),
);

/** What a link to a page takes along from the address: between pages of figures, whom they are held to. */
export function useKeptSearch(): (to: string) => never {
  const [search] = useAddress();
  // The router's links know each page's search by its own type; this part is the same on all of them.
  return (to) => (OF_FIGURES.has(to) ? keptSearch(search) : {}) as never;
}
