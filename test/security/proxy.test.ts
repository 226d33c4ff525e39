/** Behind a proxy: who asks is who the trusted proxy names, and nobody can name themselves. */
import { expect, test } from "vitest";
import { testApp, type TestApp } from "../kit/app.ts";

const PROXY = "10.0.0.1";
const ADA = "203.0.113.7";
const BOB = "203.0.113.8";
const ATTEMPTS_OF_AN_ADDRESS = 50;

type Sender = { from: string; forwarded?: string };

/** Tries to sign in with a wrong password under a new name each time; the status. */
async function tries(shop: TestApp, { from, forwarded }: Sender, nth: number): Promise<number> {
  const answer = await shop.app.inject({
    method: "POST",
    url: "/api/v1/sign-in",
    remoteAddress: from,
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
    payload: { email: `nobody-${from}-${nth}@example.com`, password: "wrong, all of them" },
  });
  return answer.statusCode;
}

async function triesUntilLocked(shop: TestApp, sender: (nth: number) => Sender): Promise<void> {
  for (let nth = 0; nth < ATTEMPTS_OF_AN_ADDRESS; nth += 1) {
    expect(await tries(shop, sender(nth), nth)).toBe(401);
  }
}

test("people behind a trusted proxy are locked out one by one", async () => {
  const shop = await testApp({ trustedProxies: ["10.0.0.0/8"] });
  await triesUntilLocked(shop, () => ({ from: PROXY, forwarded: ADA }));
  expect(await tries(shop, { from: PROXY, forwarded: ADA }, 100)).toBe(429);
  expect(await tries(shop, { from: PROXY, forwarded: BOB }, 101)).toBe(401);
  // What the sender wrote before the proxy added the truth changes nothing.
  expect(await tries(shop, { from: PROXY, forwarded: `${BOB}, ${ADA}` }, 102)).toBe(429);
});

test("who comes past the proxy cannot name themselves otherwise", async () => {
  const shop = await testApp({ trustedProxies: [PROXY] });
  await triesUntilLocked(shop, (nth) => ({ from: ADA, forwarded: `198.51.100.${nth}` }));
  expect(await tries(shop, { from: ADA, forwarded: "198.51.100.99" }, 100)).toBe(429);
});

test("without a trusted proxy nobody's word is believed", async () => {
  const shop = await testApp();
  await triesUntilLocked(shop, (nth) => ({ from: PROXY, forwarded: `198.51.100.${nth}` }));
  expect(await tries(shop, { from: PROXY, forwarded: ADA }, 100)).toBe(429);
});
