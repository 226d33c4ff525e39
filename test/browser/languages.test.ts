/** What goes wrong is said in the reader's language: no English stands on a Turkish or an Arabic page. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../kit/browser.ts";
import { testFolder } from "../kit/context.ts";
import { eventually } from "../kit/eventually.ts";
import { englishOn, textsIn } from "../kit/languages.ts";
import { PASSWORD, buildPages, openPage, settled, signIn } from "../kit/pages.ts";
import { makeSource } from "../kit/profiles.ts";
import { startServer, type RunningServer } from "../kit/server.ts";

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  await buildPages();
  [server, browser] = await Promise.all([testFolder().then((folder) => startServer(folder)), openBrowser()]);
  await server.ask("PATCH", "/api/v1/workspace", { name: "1001", timeZone: "UTC", currency: "EUR" });
  await server.ask("POST", "/api/v1/people", {
    email: "first@example.com",
    role: "admin",
    password: PASSWORD,
  });
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Drops a file on the page's drop zone, as from the desktop. */
async function dropFile(page: Page, heading: string, name: string, content: string): Promise<void> {
  await page.goto("/imports");
  const data = await page.evaluateHandle(
    `(() => { const data = new DataTransfer(); data.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)})); return data; })()`,
  );
  await page.getByRole("heading", { name: heading }).dispatchEvent("drop", { dataTransfer: data });
}

/** Waits for the texts, and finds the English beside them. */
async function seen(page: Page, ...texts: string[]): Promise<string[]> {
  for (const one of texts) await page.getByText(one).first().waitFor();
  return englishOn(page);
}

const HEADER = "order id,customer email,order date,product,quantity,price,currency";

/** Good lines far beyond what is looked at before the import starts. */
function orders(count: number): string[] {
  return Array.from({ length: count }, (_, line) => `${line},b${line}@example.com,2025-03-17,X1,1,4.50,EUR`);
}

describe.each(["tr", "ar"] as const)("in %s, the reader's own words say", (language) => {
  const text = textsIn(language);

  async function admin(): Promise<Page> {
    const page = await openPage(browser, server, { language });
    await signIn(page, server, "admin");
    return page;
  }

  it("why a sign-in is refused", async () => {
    const page = await openPage(browser, server, { language });
    await page.goto("/sign-in");
    await page.getByLabel(text("people.email")).fill("nobody@example.com");
    await page.getByRole("textbox", { name: text("people.password") }).fill("wrong");
    await page.getByRole("button", { name: text("people.signIn.action") }).click();
    expect(await seen(page, text("reasons.people.wrong_password.message"))).toEqual([]);
  });

  it("what is wrong with a field, whether a schema or the server found it", async () => {
    const page = await admin();
    await page.goto("/settings/people");
    await settled(page);
    await page.getByRole("button", { name: text("people.invite") }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel(text("people.email")).fill("nobody@nowhere");
    await form.getByRole("button", { name: text("people.invite") }).click();
    expect(await seen(page, text("reasons.form.no_email.message"))).toEqual([]);
    await form.getByLabel(text("people.email")).fill("admin@example.com");
    await form.getByRole("button", { name: text("people.invite") }).click();
    expect(
      await seen(page, text("reasons.people.email_taken.message"), text("reasons.people.email_taken.fix")),
    ).toEqual([]);
  });

  it("what is wrong with an exchange rate", async () => {
    const page = await admin();
    await page.goto("/settings");
    await settled(page);
    const rates = page.locator("#rates");
    await rates.getByLabel(text("settings.rates.currency")).fill("EUR");
    await rates.getByRole("textbox", { name: text("settings.rates.rate") }).fill("0");
    await rates.getByRole("button", { name: text("words.add") }).click();
    expect(await seen(page, text("reasons.settings.rate_not_above_0.message"))).toEqual([]);
    await rates.getByRole("textbox", { name: text("settings.rates.rate") }).fill("1");
    await rates.getByRole("button", { name: text("words.add") }).click();
    expect(await seen(page, text("reasons.settings.own_currency.message", { currency: "EUR" }))).toEqual([]);
  });

  it.each([
    ["/customers/p_99", "reasons.customers.not_found", { id: "p_99" }],
    ["/imports/99999", "reasons.imports.not_found", { id: "99999" }],
    ["/sources/99999", "reasons.sources.not_found", { id: "99999" }],
  ])("that nothing is at %s", async (address, reason, values) => {
    const page = await admin();
    await page.goto(address);
    expect(await seen(page, text(`${reason}.message`, values), text(`${reason}.fix`))).toEqual([]);
  });

  it("nothing else: what a later server says with a reason of its own is marked as English", async () => {
    const page = await admin();
    const error = { code: "conflict", reason: "customers.later", message: "Later words.", fix: "Wait." };
    await page.route("**/api/v1/customers/p_98*", (route) => route.fulfill({ status: 409, json: { error } }));
    await page.goto("/customers/p_98");
    const words = page.locator("[role=alert] [lang=en][dir=ltr]");
    await words.first().waitFor();
    expect(await words.allInnerTexts()).toEqual(["Later words.", "Wait."]);
  });

  it("why a file is not taken, and which fields columns go to", async () => {
    const page = await admin();
    await dropFile(page, text("imports.drop"), "empty.csv", "");
    expect(
      await seen(page, text("reasons.imports.empty.message"), text("reasons.imports.empty.fix")),
    ).toEqual([]);
    await dropFile(page, text("imports.drop"), "orders.csv", "order id,order date,total\n1,2025-03-17,5\n");
    expect(
      await seen(page, text("imports.mappingTitle"), text("fields.order_id"), text("fields.payment_method")),
    ).toEqual([]);
    // What the file doesn't say is taken from the workspace, and can be said otherwise.
    const currency = page.getByLabel(text("imports.question.currency")).first();
    await expect.poll(() => currency.inputValue(), { timeout: 30_000 }).toBe("EUR");
  });

  it("why lines are refused, and what the import brought", async () => {
    const page = await admin();
    const lines = [
      HEADER,
      ...orders(3),
      "9,b9@example.com,2025-03-17,X1,many,4.50,EUR",
      "10,b10@example.com",
    ];
    await dropFile(page, text("imports.drop"), "lines.csv", lines.join("\n"));
    await page.getByRole("button", { name: text("imports.start") }).click();
    expect(
      await seen(
        page,
        text("imports.refusedFile"),
        text("reasons.line.no_number.message"),
        text("reasons.line.cells_missing.message"),
      ),
    ).toEqual([]);
  });

  it("why an import failed half-way", async () => {
    const page = await admin();
    const lines = [HEADER, ...orders(6000), `"never closed,b@example.com,2025-03-17,X1,1,1,EUR`];
    await dropFile(page, text("imports.drop"), "broken.csv", lines.join("\n"));
    await page.getByRole("button", { name: text("imports.start") }).click();
    expect(await seen(page, text("imports.status.failed"), text("reasons.imports.quote_open.fix"))).toEqual(
      [],
    );
  });

  it("why events were rejected", async () => {
    const { id, writeKey } = await makeSource(server, "server");
    await server.ask("PATCH", `/api/v1/sources/${id}`, { name: "7" });
    const long = "x".repeat(501);
    const events = [
      { type: "track", event: "E" },
      { type: "track", userId: "u" },
      { type: "track", event: "E", userId: long },
      { type: "track", event: "E", userId: "u", timestamp: "yesterday" },
      { type: "identify", userId: "u", traits: "none" },
    ];
    await fetch(`${server.url}/v1/batch`, {
      method: "POST",
      body: JSON.stringify({ writeKey, batch: events }),
    });
    await eventually(async () => {
      const { body } = await server.ask<{ events: object[] }>("GET", `/api/v1/sources/${id}/rejected`);
      return body.events.length === 5 ? true : null;
    }, "the events are rejected");
    const page = await admin();
    await page.goto(`/sources/${id}?tab=rejected`);
    expect(
      await seen(
        page,
        text("reasons.event.no_identity.message"),
        text("reasons.event.field_missing.message", { kind: "track", field: "event" }),
        text("reasons.event.field_too_long.fix", { field: "userId" }),
        text("reasons.event.no_time.message", { field: "timestamp" }),
        text("reasons.event.field_no_object.message", { field: "traits" }),
      ),
    ).toEqual([]);
  });
});
