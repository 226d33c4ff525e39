import { beforeAll, describe, expect, it } from "vitest";
import { testApp, type TestApp } from "../../../test/kit/app.ts";

let kit: TestApp;

beforeAll(async () => {
  kit = await testApp();
});

type Answer = { error: { code: string; field: string; message: string; reason: string; values?: object } };

async function refusal(
  method: "PATCH" | "POST" | "GET",
  url: string,
  payload?: object,
): Promise<Answer["error"]> {
  const headers = { ...kit.owner, "content-type": "application/json" };
  const answer = await kit.app.inject({ method, url, headers, ...(payload && { payload }) });
  expect(answer.statusCode).toBe(400);
  return answer.json<Answer>().error;
}

describe("what a schema refuses", () => {
  it.each([
    ["a value that is missing", { name: "" }, "name", "form.missing"],
    ["a text that is too long", { name: "x".repeat(101) }, "name", "form.too_long", { n: 100 }],
    ["a number that is too large", { firstWeekday: 9 }, "firstWeekday", "form.too_big", { most: 7 }],
    ["a number that is none", { firstWeekday: "Monday" }, "firstWeekday", "form.no_number"],
    ["what is none of the choices", { language: "fr" }, "language", "form.no_choice"],
    ["what only the contract can judge", { currency: "euro" }, "currency", "settings.no_currency"],
  ])("names the field and the reason of %s", async (_what, body, field, reason, values = undefined) => {
    const error = await refusal("PATCH", "/api/v1/workspace", body);
    expect(error).toMatchObject({ code: "invalid", field, reason, ...(values && { values }) });
    expect(error.message).toMatch(new RegExp(`^"${field}" is not accepted\\. [A-Z].+\\.$`));
  });

  it("says so of addresses, passwords and days too", async () => {
    const person = { email: "nobody", role: "viewer", password: "short" };
    expect(await refusal("POST", "/api/v1/people", person)).toMatchObject({ reason: "form.no_email" });
    const short = { ...person, email: "a@example.com" };
    const tooShort = { field: "password", reason: "form.too_short", values: { n: 10 } };
    expect(await refusal("POST", "/api/v1/people", short)).toMatchObject(tooShort);
    expect(await refusal("GET", "/api/v1/figures/retention?from=yesterday")).toMatchObject({
      field: "from",
      reason: "form.no_day",
    });
  });
});
