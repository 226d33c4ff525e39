import { useAddress, word } from "../address.ts";
import type { Arrangement } from "./columns.ts";

/** A table's arrangement as the address has it, and how to change it. */
export function useArrangement(first: { sort?: string; descending?: boolean } = {}) {
  const [search, set] = useAddress();
  const sort = word(search, "sort") ?? first.sort;
  const descending = search["order"] ? search["order"] === "desc" : (first.descending ?? false);
  const hidden = (word(search, "hide") ?? "").split(",").filter(Boolean);
  const arrangement: Arrangement = { sort, descending, find: word(search, "find") ?? "", hidden };
  return {
    ...arrangement,
    sortBy: (key: string) => set({ sort: key, order: key === sort && descending ? "asc" : "desc" }),
    lookFor: (find: string) => set({ find: find || undefined }),
    toggle: (key: string) => {
      const next = hidden.includes(key) ? hidden.filter((name) => name !== key) : [...hidden, key];
      set({ hide: next.join(",") || undefined });
    },
  };
}
