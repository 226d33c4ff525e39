/** Identifiers made to be taken for another's, or to be too much: nobody else's data is told, in a clear word. */
import { beforeAll, describe, expect, test } from "vitest";
import type { RecogniseAnswer } from "../../src/profile/recognise/contract.ts";
import { type AttackKit, attackKit } from "../kit/attack.ts";

let kit: AttackKit;
const LONG = `${"x".repeat(10_000)}@example.com`;

beforeAll(async () => {
  kit = await attackKit();
  await kit.serve(
    { type: "identify", userId: "ann", traits: { email: "ann@example.com", name: "Ann", city: "Bursa" } },
    { type: "track", event: "Bought Medicine", userId: "ann" },
  );
});

async function recognise(identifiers: object) {
  const payload = { identifiers, traits: ["name", "city"] };
  const answer = await kit.app.inject({ method: "POST", url: "/v1/recognise", headers: kit.owner, payload });
  return { status: answer.statusCode, body: answer.json<RecogniseAnswer & { error: { field: string } }>() };
}

const profileOf = async (identifiers: object) => (await recognise(identifiers)).body.profile?.id;

describe("an e-mail address of ten kilobytes", () => {
  test("is no identifier: the event is kept, its sender is who it would be without", async () => {
    expect(await kit.serve({ type: "identify", userId: "long", traits: { email: LONG } })).toMatch(/^200/);
    expect(await kit.attack({ type: "identify", anonymousId: "long-1", traits: { email: LONG } })).toMatch(
      /^200/,
    );
    const emails = await kit.context.state
      .selectFrom("handle")
      .select("value")
      .where("type", "=", "email")
      .execute();
    expect(emails).toEqual([{ value: "ann@example.com" }]);
    expect(await profileOf({ user_id: "long" })).not.toBe(await profileOf({ anonymous_id: "long-1" }));
  });

  test("is refused where somebody asks by it, with the field's name", async () => {
    const { status, body } = await recognise({ email: LONG });
    expect([status, body.error.field]).toEqual([400, "identifiers.email"]);
    const url = `/v1/spaces/default/collections/users/profiles/email:${LONG.slice(-2_000)}/traits`;
    const answer = await kit.app.inject({ url, headers: kit.owner });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
  });
});

describe("letters that look like others", () => {
  /** Cyrillic а, Greek ο, full width, dotless ı, combining dot: each is another address. */
  const twins = [
    "аnn@example.com",
    "ann@examplе.com",
    "ａｎｎ@example.com",
    "ann@exαmple.com",
    "aṇn@example.com",
  ];

  test.each(twins)("%s is nobody's address that one knows", async (email) => {
    const anonymousId = `twin-${twins.indexOf(email)}`;
    await kit.attack({ type: "identify", anonymousId, traits: { email } });
    const ann = await profileOf({ user_id: "ann" });
    expect(await profileOf({ email })).not.toBe(ann);
    expect(await profileOf({ anonymous_id: anonymousId })).not.toBe(ann);
    expect((await recognise({ anonymous_id: anonymousId })).body.traits).toEqual({});
    const found = await kit.ask<{ rows: { name: string | null }[] }>(
      `/api/v1/customers?q=${encodeURIComponent(email)}`,
    );
    expect(found.rows.map(({ name }) => name)).not.toContain("Ann");
  });
});

describe("signs that one does not see", () => {
  const hidden = [
    "\u202eann@example.com",
    "ann\u200b@example.com",
    "\u2067ann@example.com\u2069",
    "ann@example.com\ufeff",
  ];

  test.each(hidden)("make no second customer of a trusted address (%j)", async (email) => {
    await kit.serve({ type: "identify", userId: "ann", traits: { email } });
    const emails = await kit.context.state
      .selectFrom("handle")
      .select("value")
      .where("type", "=", "email")
      .where("value", "like", "%ann%@example.com%")
      .execute();
    expect(emails).toEqual([{ value: "ann@example.com" }]);
    expect(await profileOf({ email })).toBe(await profileOf({ user_id: "ann" }));
  });

  test.each(hidden)("give no browser what is the customer's (%j)", async (email) => {
    const anonymousId = `hidden-${hidden.indexOf(email)}`;
    await kit.attack({ type: "identify", anonymousId, traits: { email } });
    const { body } = await recognise({ anonymous_id: anonymousId });
    expect(body.traits).toEqual({});
    expect(body.profile?.certainty ?? "claimed").toBe("claimed");
    const told = await kit.ask<object>(
      `/v1/spaces/default/collections/users/profiles/anonymous_id:${anonymousId}/events`,
    );
    expect(JSON.stringify(told)).not.toContain("Bought Medicine");
  });
});
