/** The built pages in a real browser: fresh, watched for errors, held against what every page promises. */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { onTestFailed } from "vitest";
import { eventually } from "./eventually.ts";
import type { RunningServer } from "./server.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SHOTS = join(tmpdir(), "tenure-test-pictures");
/** Held while the pages are being built: two test files must not build at once. */
const BUILD_PORT = 47_917;

/** A password that is long enough. */
export const PASSWORD = "a password for tests";

/** Builds the pages unless they are as fresh as their sources. */
export async function buildPages(): Promise<void> {
  const lock = createServer();
  await eventually(
    async () => {
      lock.listen(BUILD_PORT, "127.0.0.1");
      return once(lock, "listening").then(
        () => true,
        () => null,
      );
    },
    "the other build is done",
    120_000,
  );
  try {
    await promisify(execFile)(process.execPath, [join(ROOT, "scripts/build-ui.ts")]);
  } finally {
    lock.close();
  }
}

/** Everything that went wrong on a page since it was opened, as the browser says it. */
export function watch(page: Page): string[] {
  const wrong: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") wrong.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => wrong.push(`${page.url()}: ${error.message}`));
  return wrong;
}

/** How a page is looked at. */
export type Look = { language?: "en" | "tr" | "ar"; width?: number; options?: BrowserContextOptions };

/** A new visitor's page. */
export async function openPage(browser: Browser, server: RunningServer, look: Look = {}): Promise<Page> {
  const { language = "en", width = 1440, options = {} } = look;
  const viewport = { width, height: 900 };
  const context = await browser.newContext({ baseURL: server.url, locale: language, viewport, ...options });
  await context.addInitScript((chosen) => localStorage.setItem("tenure-language", chosen), language);
  const page = await context.newPage();
  keepPicture(page);
  return page;
}

/** Keeps a picture of the page where the test that runs now fails. */
export function keepPicture(page: Page): void {
  onTestFailed(async ({ task }) => {
    mkdirSync(SHOTS, { recursive: true });
    const name = `${task.name.replaceAll(/\W+/g, "-").slice(0, 80)}.png`;
    await page.screenshot({ path: join(SHOTS, name), fullPage: true }).catch(() => {});
  });
}

/** Makes somebody who may log in, and signs the page's visitor in as them. */
export async function signIn(page: Page, server: RunningServer, role: "admin" | "viewer"): Promise<void> {
  const email = `${role}@example.com`;
  await server.ask("POST", "/api/v1/people", { email, name: role, role, password: PASSWORD });
  const headers = { "x-tenure-csrf": "1", origin: server.url };
  const answer = await page
    .context()
    .request.post("/api/v1/sign-in", { data: { email, password: PASSWORD }, headers });
  if (!answer.ok()) throw new Error(`not signed in: ${answer.status()}`);
}

/** Waits until the page shows what it has to show: its heading stands and no skeleton does. */
export async function settled(page: Page): Promise<void> {
  await page.locator("main h1").first().waitFor();
  await page.locator(".mantine-Skeleton-root").first().waitFor({ state: "detached" });
}

/** Waits until nothing scrolls sideways: charts and drawings follow the window a moment later. */
export async function untilFits(page: Page): Promise<void> {
  const beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
  const fits = async () => ((await page.evaluate<number>(beyond)) > 0 ? null : true);
  await eventually(fits, `${page.url()} fits ${page.viewportSize()?.width} pixels`);
}

const GROUPS = readdirSync(join(ROOT, "src/ui/locales/en"))
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.replace(".json", ""));
const KEY = new RegExp(`(?<![\\w/@.-])(?:${GROUPS.join("|")})(?:\\.[A-Za-z]\\w*)+(?![\\w@/])`, "g");
const FILE = /\.(?:csv|png|json)$/;

/** Keys of texts that stand on the page instead of the texts, in what is read and in what is spoken. */
export async function untranslated(page: Page): Promise<string[]> {
  const text = await page.evaluate<string>(`[
    document.title, document.body.innerText,
    ...[...document.querySelectorAll("[aria-label],[placeholder],[title]")].flatMap((element) =>
      ["aria-label", "placeholder", "title"].map((name) => element.getAttribute(name) ?? "")),
  ].join("\\n")`);
  return [...text.matchAll(KEY)].map(([key]) => key).filter((key) => !FILE.test(key));
}
