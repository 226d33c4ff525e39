/** A stranger's first minutes, in a real browser on the real program. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../kit/browser.ts";
import { testFolder } from "../kit/context.ts";
import { PASSWORD, buildPages, keepPicture, openPage, settled, watch } from "../kit/pages.ts";
import { startServer, type RunningServer } from "../kit/server.ts";

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  await buildPages();
  [server, browser] = await Promise.all([testFolder().then((folder) => startServer(folder)), openBrowser()]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Orders of a few months by customers who come back and customers who do not, as a shop exports them. */
function ordersFile(): string {
  const lines = ["order id,customer email,order date,product,quantity,price,currency"];
  for (let month = 1; month <= 12; month += 1) {
    for (let customer = 1; customer <= 20; customer += 1) {
      const comesBack = month % (1 + (customer % 5)) === 0;
      if (!comesBack) continue;
      const day = `2025-${String(month).padStart(2, "0")}-${String(customer).padStart(2, "0")}`;
      lines.push(`${month}-${customer},buyer${customer}@example.com,${day},Tulip,${customer},4.50,EUR`);
    }
  }
  return lines.join("\n");
}

/** Drops a file on the page's drop zone, as from the desktop. */
async function dropFile(page: Page, name: string, content: string): Promise<void> {
  const data = await page.evaluateHandle(
    `(() => { const data = new DataTransfer(); data.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)})); return data; })()`,
  );
  await page.getByRole("heading", { name: "Drop a file here" }).dispatchEvent("drop", { dataTransfer: data });
}

/** Opens the one-time link, makes the admin, names the workspace; stands before the three doors. */
async function moveIn(page: Page): Promise<void> {
  const link = /http\S+\/setup#\S+/.exec(server.printed())?.[0];
  if (!link) throw new Error("no setup link was printed");
  await page.goto(link);
  await page.getByLabel("Name").fill("Ayşe");
  await page.getByLabel("E-mail").fill("ayse@example.com");
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Make the admin" }).click();
  await page.getByLabel("Name of the workspace").fill("Tulips");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("heading", { name: "Load the demo shop" }).waitFor();
}

async function importOrders(page: Page): Promise<void> {
  await page.goto("/imports");
  await dropFile(page, "orders.csv", ordersFile());
  await page.getByRole("heading", { name: "Which column holds what" }).waitFor();
  await page.getByRole("button", { name: "Start the import" }).click();
  await page.getByRole("heading", { name: "What it brought" }).waitFor();
  await page.getByRole("link", { name: "To the overview" }).click();
}

describe("a stranger", () => {
  let page: Page;

  it("opens the printed link, names the workspace and finds three doors", async () => {
    page = await openPage(browser, server);
    await moveIn(page);
    for (const door of ["Load the demo shop", "Import a file", "Connect an SDK"]) {
      expect(await page.getByRole("heading", { name: door }).isVisible()).toBe(true);
    }
  });

  it("drops a file, confirms what was understood, and reads figures that open into one customer's story", async () => {
    keepPicture(page);
    const wrong = watch(page);
    await importOrders(page);
    await settled(page);
    await page.getByText("Repeat rate", { exact: true }).waitFor();
    await page.getByRole("link", { name: /that Repeat rate is worked out from/ }).click();
    await page.getByRole("heading", { name: /20 customers/ }).waitFor();
    const buyer = page.getByRole("link", { name: /buyer\d+@example\.com/ }).first();
    const name = await buyer.innerText();
    await buyer.click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await page.getByRole("heading", { name: /\d+ orders/ }).waitFor();
    await page
      .getByText("1 × Tulip")
      .or(page.getByText(/\d+ × Tulip/))
      .first()
      .waitFor();
    expect(wrong).toEqual([]);
  });

  it("connects an SDK: the page waits, and the first event arrives while they look", async () => {
    keepPicture(page);
    await page.goto("/welcome");
    await page.getByRole("button", { name: "Get the code" }).click();
    await page.getByText("Waiting for your first event …").waitFor();
    const { body } = await server.ask<{ sources: { kind: string; writeKey: string }[] }>(
      "GET",
      "/api/v1/sources",
    );
    const writeKey = body.sources.find(({ kind }) => kind === "browser")?.writeKey;
    const sent = await fetch(`${server.url}/v1/track`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ writeKey, event: "Tulip Smelled", anonymousId: "visitor-1" }),
    });
    expect(sent.status).toBe(200);
    await page.getByText(/It works: 1 events? so far/).waitFor();
    await page.getByRole("tab", { name: /Live events/ }).click();
    await page.getByText("Tulip Smelled").waitFor();
  });
});
