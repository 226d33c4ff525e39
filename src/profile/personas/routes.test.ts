import { beforeAll, expect, test } from "vitest";
import { type Credentials, type TestApp, testApp } from "../../../test/kit/app.ts";
import { USUAL_ACCOUNT_SETTINGS } from "./accounts/accounts-contract.ts";

let kit: TestApp;
let headers: Credentials;

beforeAll(async () => {
  kit = await testApp();
  headers = kit.owner;
});

const ROOT = "/api/v1/personas";
const accounts = { usageDays: 60, championDays: 5, championTimes: 3, decidingTitles: ["owner"] };
const settings = {
  bouncePages: 2,
  highOrder: 80,
  repeatOrders: 3,
  leastCustomers: 50,
  leastSpeakers: 4,
  accounts,
};

test("nobody has looked yet: there is nothing but how personas are set", async () => {
  const answer = await kit.app.inject({ url: ROOT, headers });
  expect(answer.json()).toEqual({
    settings: {
      bouncePages: 1,
      highOrder: null,
      repeatOrders: 2,
      leastCustomers: 30,
      leastSpeakers: 5,
      accounts: USUAL_ACCOUNT_SETTINGS,
    },
    run: null,
    result: null,
  });
  expect((await kit.app.inject({ url: `${ROOT}/repeat`, headers })).statusCode).toBe(404);
  expect((await kit.app.inject({ url: `${ROOT}/repeat/journeys`, headers })).statusCode).toBe(404);
  expect((await kit.app.inject({ url: `${ROOT}/repeat/details`, headers })).json().details).toBe(null);
  const quotes = await kit.app.inject({ url: `${ROOT}/repeat/quotes?matter=goals&key=tea`, headers });
  expect(quotes.statusCode).toBe(404);
});

test("one search waits at a time, and can be cancelled", async () => {
  const asked = await kit.app.inject({ method: "POST", url: `${ROOT}/runs`, headers });
  expect(asked.statusCode).toBe(202);
  const again = await kit.app.inject({ method: "POST", url: `${ROOT}/runs`, headers });
  expect([again.statusCode, again.json().error.reason]).toEqual([409, "personas.running"]);
  const url = `${ROOT}/runs/${asked.json().id}/cancel`;
  expect((await kit.app.inject({ method: "POST", url, headers })).json()).toMatchObject({
    status: "cancelled",
  });
  const late = await kit.app.inject({ method: "POST", url, headers });
  expect([late.statusCode, late.json().error.reason]).toEqual([409, "personas.not_running"]);
});

test("where personas part is kept, and refused where it is out of bounds", async () => {
  const url = `${ROOT}/settings`;
  const saved = await kit.app.inject({ method: "PUT", url, headers, payload: settings });
  expect(saved.json()).toEqual(settings);
  expect((await kit.app.inject({ url: ROOT, headers })).json().settings).toEqual(settings);
  const payload = { ...settings, repeatOrders: 1 };
  const refused = await kit.app.inject({ method: "PUT", url, headers, payload });
  expect([refused.statusCode, refused.json().error.field]).toEqual([400, "repeatOrders"]);
});
