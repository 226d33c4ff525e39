/** The page of one's own account: another password, and an end to every session. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { PASSWORD, keepPicture, settled, watch } from "../kit/pages.ts";
import type { RunningServer } from "../kit/server.ts";
import { openShop, type ShopPages } from "../kit/shop-pages.ts";

const NEW_PASSWORD = "another password for tests";
const EMAIL = "admin@example.com";

let shop: ShopPages;
let server: RunningServer;

beforeAll(async () => {
  shop = await openShop();
  ({ server } = shop);
}, 180_000);

afterAll(() => shop?.close());

/** A page that is signed in, on the account's page. */
async function account(): Promise<Page> {
  const page = await shop.visitor("admin");
  await page.goto("/settings/account");
  await settled(page);
  return page;
}

async function change(page: Page, current: string, next: string): Promise<void> {
  await page.getByRole("textbox", { name: "Current password" }).fill(current);
  await page.getByRole("textbox", { name: "New password" }).fill(next);
  await page.getByRole("button", { name: "Change your password" }).click();
}

/** Signs in on the page that asks who it is. */
async function signInThere(page: Page, password: string): Promise<void> {
  await page.getByRole("textbox", { name: "E-mail" }).fill(EMAIL);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

let page: Page;
let elsewhere: Page;

it("a wrong current password is refused, and nothing changes", async () => {
  page = await account();
  elsewhere = await account();
  await change(page, "not the one I have", NEW_PASSWORD);
  await page.getByText(/not your current password/).waitFor();
  expect(await page.getByRole("textbox", { name: "Current password" }).inputValue()).toBe(
    "not the one I have",
  );
});

it("a new password that is too short is refused, and what to do stands beside it", async () => {
  keepPicture(page);
  await change(page, PASSWORD, "short");
  await page.getByText(/not your current password/).waitFor({ state: "detached" });
  const rule = page.getByText(/at least 10 characters/i);
  // The rule stands there from the beginning; now the field says it too.
  await rule.nth(1).waitFor();
  expect(await rule.count()).toBe(2);
});

it("a changed password signs every other place out, and not this one", async () => {
  const wrong = watch(page);
  await change(page, PASSWORD, NEW_PASSWORD);
  await page.getByText("Your password was changed.").waitFor();
  expect(await page.getByRole("textbox", { name: "New password" }).inputValue()).toBe("");
  await page.goto("/settings/account");
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(page.url()).toContain("/settings/account");
  expect(wrong).toEqual([]);

  await elsewhere.goto("/settings/account");
  await elsewhere.waitForURL("**/sign-in**");
});

it("the new password opens the door, the old one does not", async () => {
  keepPicture(elsewhere);
  await signInThere(elsewhere, PASSWORD);
  await elsewhere.getByText(/password is wrong/).waitFor();
  await signInThere(elsewhere, NEW_PASSWORD);
  await elsewhere.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
  expect(await elsewhere.getByRole("textbox", { name: "Password" }).count()).toBe(0);
});

it("an exchange rate that cannot be removed stays, and the page says so", async () => {
  await server.ask("PUT", "/api/v1/workspace/exchange-rates/USD/2026-01-01", { rate: "0.9" });
  await elsewhere.goto("/settings");
  await settled(elsewhere);
  await elsewhere.route("**/exchange-rates/USD/**", (route) => route.abort());
  await elsewhere.getByRole("button", { name: "Remove" }).click();
  await elsewhere.locator("#rates").getByRole("alert").waitFor();
  await elsewhere.unroute("**/exchange-rates/USD/**");
  await elsewhere.getByRole("button", { name: "Remove" }).click();
  await elsewhere.getByRole("button", { name: "Remove" }).waitFor({ state: "detached" });
  const { body } = await server.ask<{ rates: unknown[] }>("GET", "/api/v1/workspace/exchange-rates");
  expect(body.rates).toEqual([]);
});

it("signing out everywhere ends this session and the others", async () => {
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.waitForURL("**/sign-in**");
  await elsewhere.goto("/settings/account");
  await elsewhere.waitForURL("**/sign-in**");
  await page.goto("/overview");
  await page.waitForURL("**/sign-in**");
  await page.getByRole("textbox", { name: "Password" }).waitFor();
  expect(await page.getByRole("button", { name: "Sign out everywhere" }).count()).toBe(0);
});
