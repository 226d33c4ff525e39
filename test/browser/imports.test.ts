/** An import through the pages: taken back, run again; and what runs just now, above every page. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBrowser } from "../kit/browser.ts";
import { testFolder } from "../kit/context.ts";
import { buildPages, keepPicture, openPage, settled, signIn, watch } from "../kit/pages.ts";
import { freePort, startServer, type RunningServer } from "../kit/server.ts";

let folder: string;
let port: number;
let server: RunningServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  await buildPages();
  [folder, port, browser] = await Promise.all([testFolder(), freePort(), openBrowser()]);
  server = await startServer(folder, port);
  await server.ask("PATCH", "/api/v1/workspace", { name: "Tulips", timeZone: "Europe/Istanbul" });
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

function ordersOf(customers: number, name: string): string {
  const lines = ["order id,customer email,order date,product,quantity,price,currency"];
  for (let nth = 1; nth <= customers; nth += 1) {
    lines.push(`${name}-${nth},${name}${nth}@example.com,2025-03-${10 + (nth % 9)},Tulip,1,4.50,EUR`);
  }
  return lines.join("\n");
}

/** Uploads a file and lets it be imported; ends on the import's page. */
async function startImport(name: string, content: string): Promise<void> {
  await page.goto("/imports");
  await settled(page);
  const file = { name, mimeType: "text/csv", buffer: Buffer.from(content) };
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("heading", { name: "Which column holds what" }).waitFor();
  await page.getByRole("button", { name: "Start the import" }).click();
}

const made = () => page.getByRole("heading", { name: "What it brought" });

async function customers(): Promise<number> {
  const { body } = await server.ask<{ rows: object[] }>("GET", "/api/v1/customers");
  return body.rows.length;
}

it("an import is undone by one button, and its page says so", async () => {
  page = await openPage(browser, server);
  const wrong = watch(page);
  await signIn(page, server, "admin");
  await startImport("march.csv", ordersOf(12, "march"));
  await made().waitFor();
  await page.getByRole("button", { name: "Undo the import" }).waitFor();
  expect(await customers()).toBe(12);
  await page.getByRole("button", { name: "Undo the import" }).click();
  await page.getByRole("heading", { name: "Taken back whole" }).waitFor();
  expect(await customers()).toBe(0);
  expect(await page.getByRole("button", { name: "Undo the import" }).count()).toBe(0);
  expect(wrong).toEqual([]);
});

it("what was undone is run again by one button, and brings the same", async () => {
  keepPicture(page);
  await page.getByRole("button", { name: "Run again" }).click();
  await page.getByRole("heading", { name: "Taken back whole" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo the import" }).waitFor();
  await made().waitFor();
  expect(await customers()).toBe(12);
});

it("an import that runs stands above every page, and when it is done the figures are read anew", async () => {
  keepPicture(page);
  // Without a worker it stays where it is, for as long as one likes to look.
  await server.stop();
  server = await startServer(folder, port, { environment: { ROLES: "api" } });
  await startImport("april.csv", ordersOf(30, "april"));
  await page.getByRole("progressbar", { name: "Reading the file" }).waitFor();
  await page.goto("/customers");
  await settled(page);
  const strip = page.getByText("april.csv is being imported; figures grow as it comes in");
  await strip.waitFor();
  await page.locator("output", { hasText: "12 rows" }).waitFor();
  await page.getByRole("link", { name: "Show progress" }).click();
  await page.waitForURL("**/imports/*");
  await page.getByRole("heading", { level: 1, name: "april.csv" }).waitFor();
  await strip.waitFor();
  await page.goto("/customers");
  await strip.waitFor();

  await server.stop();
  server = await startServer(folder, port);
  await strip.waitFor({ state: "detached" });
  await page.locator("output", { hasText: "42 rows" }).waitFor();
  expect(await customers()).toBe(42);
});
