import { expect, test } from "vitest";
import { testApp } from "../../../test/kit/app.ts";
import { testState } from "../../../test/kit/state.ts";
import { settingsPatchSchema } from "./contract.ts";
import { keepWindowFromData, readExchangeRates, readSettings, writeSettings } from "./index.ts";
import { deleteExchangeRate, putExchangeRate } from "./queries.ts";

const NOW = Date.UTC(2026, 0, 31);

test("a new workspace has settings that hold until a person saves their own", async () => {
  const state = await testState();
  expect(await readSettings(state)).toMatchObject({ timeZone: "UTC", activityWindow: null, setUpAt: null });

  const saved = await writeSettings(
    state,
    { timeZone: "Europe/Istanbul", revenue: { includeTax: true, deductRefunds: false } },
    NOW,
  );

  expect(saved).toMatchObject({
    timeZone: "Europe/Istanbul",
    revenue: { includeTax: true, includeShipping: false, deductDiscounts: true, deductRefunds: false },
    setUpAt: "2026-01-31T00:00:00.000Z",
  });
});

test("the window from the data stays once it is kept, and a person's choice replaces it", async () => {
  const state = await testState();
  expect(await keepWindowFromData(state, 90)).toEqual({ days: 90, chosenBy: "data" });
  expect(await keepWindowFromData(state, 120)).toEqual({ days: 90, chosenBy: "data" });

  await writeSettings(state, { activityWindow: { days: 60 } }, NOW);
  expect(await keepWindowFromData(state, 120)).toEqual({ days: 60, chosenBy: "person" });

  await writeSettings(state, { activityWindow: null }, NOW);
  expect(await keepWindowFromData(state, 120)).toEqual({ days: 120, chosenBy: "data" });
});

test("rates are kept to the last digit and dropped when the workspace changes its currency", async () => {
  const state = await testState();
  await putExchangeRate(state, { currency: "TRY", fromDay: "2026-01-01", rate: "0.0199" });
  await putExchangeRate(state, { currency: "TRY", fromDay: "2026-01-01", rate: "0.019912345678" });
  await putExchangeRate(state, { currency: "USD", fromDay: "2026-01-01", rate: "0.9" });
  expect(await readExchangeRates(state)).toEqual([
    { currency: "TRY", fromDay: "2026-01-01", rate: "0.019912345678" },
    { currency: "USD", fromDay: "2026-01-01", rate: "0.9" },
  ]);
  expect(await deleteExchangeRate(state, { currency: "USD", fromDay: "2026-01-01" })).toBe(true);
  expect(await deleteExchangeRate(state, { currency: "USD", fromDay: "2026-01-01" })).toBe(false);

  await writeSettings(state, { currency: "GBP" }, NOW);
  expect(await readExchangeRates(state)).toEqual([]);
});

test.each([
  ["timeZone", "Europe/istanbul"],
  ["timeZone", "+03:00"],
  ["currency", "eur"],
  ["country", "XX"],
  ["firstWeekday", 0],
])("%s is refused where the stores would not know it: %s", (field, value) => {
  const parsed = settingsPatchSchema.safeParse({ [field]: value });
  expect(parsed.error?.issues[0]?.path).toEqual([field]);
});

test.each(["Asia/Kolkata", "America/Port-au-Prince", "UTC", "Etc/GMT-3"])("%s is a time zone", (timeZone) => {
  expect(settingsPatchSchema.safeParse({ timeZone }).success).toBe(true);
});

test("when the business began is said, refused where it is no day, and taken back over HTTP", async () => {
  const { app, owner } = await testApp();
  const say = (businessSince: unknown) =>
    app.inject({ method: "PATCH", url: "/api/v1/workspace", headers: owner, payload: { businessSince } });
  const said = async () =>
    (await app.inject({ url: "/api/v1/workspace", headers: owner })).json<{ businessSince: string | null }>()
      .businessSince;
  expect((await say("2019-04-01")).json()).toMatchObject({ businessSince: "2019-04-01" });
  expect(await said()).toBe("2019-04-01");
  const refused = await say("2019-02-30");
  expect([refused.statusCode, refused.json<{ error: { field: string } }>().error.field]).toEqual([
    400,
    "businessSince",
  ]);
  expect(await said()).toBe("2019-04-01");
  expect((await say(null)).statusCode).toBe(200);
  expect(await said()).toBeNull();
});
