/** A shop of its own for the browser tests of a file: the program as it runs, and a real browser. */
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "./browser.ts";
import { testFolder } from "./context.ts";
import { buildPages, openPage, signIn, type Look } from "./pages.ts";
import { startServer, type RunningServer } from "./server.ts";

/** The shop's server, and the browser that looks at it. */
export type ShopPages = {
  readonly server: RunningServer;
  readonly browser: Browser;
  /** A page of somebody who has signed in. */
  visitor(role: "admin" | "viewer", look?: Look): Promise<Page>;
  close(): Promise<void>;
};

/** Builds the pages, and opens an empty shop of a name and a time zone. */
export async function openShop(): Promise<ShopPages> {
  await buildPages();
  const [server, browser] = await Promise.all([
    testFolder().then((folder) => startServer(folder)),
    openBrowser(),
  ]);
  await server.ask("PATCH", "/api/v1/workspace", { name: "Tulips", timeZone: "Europe/Istanbul" });
  return {
    ...{ server, browser },
    async visitor(role, look) {
      const page = await openPage(browser, server, look);
      await signIn(page, server, role);
      return page;
    },
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}
