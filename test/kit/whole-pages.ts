/** What every page promises, asked of the pages of one part of the product. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { settled, untilFits, untranslated } from "./pages.ts";

/** What axe finds on the pages, texts that are missing; waits until each fits a phone. */
export async function wrongOn(
  page: Page,
  paths: readonly string[],
  schemes: readonly ("light" | "dark")[] = ["light", "dark"],
): Promise<string[]> {
  const wrong: string[] = [];
  for (const path of paths) {
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(path);
      await settled(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      wrong.push(...violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html ?? ""}`));
      await page.setViewportSize({ width: 360, height: 780 });
      await untilFits(page);
    }
    wrong.push(...(await untranslated(page)));
  }
  return wrong;
}
