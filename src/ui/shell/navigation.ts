import type { Permission } from "../../core/permission.ts";

/** The rail, by the loop. Only what exists stands here. */
export const NAVIGATION = [
  {
    section: "know",
    pages: [
      { name: "customers", to: "/customers", needs: "profiles:read" },
      { name: "segments", to: "/segments", needs: "segments:read" },
      { name: "personas", to: "/personas", needs: "figures:read" },
    ],
  },
  {
    section: "measure",
    pages: [
      { name: "overview", to: "/overview", needs: "figures:read" },
      { name: "retention", to: "/retention", needs: "figures:read" },
      { name: "cohorts", to: "/cohorts", needs: "figures:read" },
      { name: "slipping", to: "/slipping", needs: "figures:read" },
      { name: "rfm", to: "/rfm", needs: "figures:read" },
    ],
  },
  {
    section: "data",
    pages: [
      { name: "sources", to: "/sources", needs: "sources:read" },
      { name: "imports", to: "/imports", needs: "imports:read" },
      { name: "identity", to: "/identity", needs: "figures:read" },
      { name: "matching", to: "/matching", needs: "profiles:read" },
    ],
  },
  { section: "workspace", pages: [{ name: "settings", to: "/settings", needs: "workspace:read" }] },
] as const satisfies readonly NavigationSection[];

type NavigationSection = {
  section: string;
  pages: readonly { name: string; to: string; needs: Permission }[];
};

/** The pages on a phone's bar; the rest opens behind "more". */
export const BAR_PAGES = ["overview", "customers", "slipping", "retention"] as const;

/** Every page of the rail in one list. */
export const PAGES = NAVIGATION.flatMap((section) => [...section.pages]);
