import { beforeAll, describe, expect, test } from "vitest";
import { type Credentials, type TestApp, testApp } from "../../../test/kit/app.ts";
import { addSource } from "../../collect/sources/index.ts";
import { drainInbox } from "../../pipeline.ts";
import type { RecogniseAnswer } from "./contract.ts";

let tenure: TestApp;
let script: Credentials;

async function send(kind: "server" | "browser", ...batch: object[]): Promise<void> {
  const { writeKey } = await addSource(tenure.context.state, { name: kind, kind });
  const payload = { writeKey, batch: batch.map((event, nth) => ({ messageId: `${kind}-${nth}`, ...event })) };
  const { statusCode, body } = await tenure.app.inject({ method: "POST", url: "/v1/batch", payload });
  if (statusCode !== 200) throw new Error(body);
  await drainInbox(tenure.context);
}

async function ask(payload: object, headers = script): Promise<{ status: number; body: RecogniseAnswer }> {
  const answer = await tenure.app.inject({ method: "POST", url: "/v1/recognise", headers, payload });
  return { status: answer.statusCode, body: answer.json() };
}

const recognised = async (identifiers: object, traits: string[] = []) => {
  const { status, body } = await ask({ identifiers, traits });
  expect(status).toBe(200);
  return body;
};

beforeAll(async () => {
  tenure = await testApp();
  script = await tenure.token(["profiles:read"]);
  const many = Array.from({ length: 12 }, (_, nth) => ({
    ...{ type: "identify", userId: `home-${nth}`, traits: { email: "home@example.com" } },
  }));
  await send(
    "server",
    { type: "identify", userId: "ann", traits: { email: "Ann@Example.com", city: "Bursa", tier: "gold" } },
    { type: "identify", userId: "bob", traits: { email: "bob@example.com" } },
    ...many,
  );
  await send("browser", { type: "identify", userId: "ann", anonymousId: "cookie" });
});

describe("whoever is known", () => {
  test("is recognised by any identifier, with the traits asked for", async () => {
    const byMail = await recognised({ email: " ANN@example.com" }, ["city", "shoe size"]);
    expect(byMail).toMatchObject({
      profile: { certainty: "sure", by: { type: "email", value: "ann@example.com" } },
      ...{ traits: { city: "Bursa" }, others: [], unknown: [] },
    });
    expect((await recognised({ user_id: "ann" })).profile?.id).toBe(byMail.profile?.id);
    expect((await recognised({ user_id: "ann" })).traits).toEqual({});
  });

  test("has each trait asked for told, however many more there are", async () => {
    const devices = Array.from({ length: 5 }, (_, nth) => `device-${nth}`);
    const told = (device: string) =>
      Object.fromEntries(Array.from({ length: 250 }, (_, nth) => [`${device} ${nth}`, nth]));
    const eve = { type: "identify", userId: "eve" };
    const events = [
      { ...eve, traits: { email: "eve@example.com", zone: "north" } },
      ...devices.map((anonymousId) => ({ ...eve, anonymousId })),
      ...devices.map((anonymousId) => ({ type: "identify", anonymousId, traits: told(anonymousId) })),
    ];
    await send("server", ...events.map((event, nth) => ({ ...event, messageId: `eve-${nth}` })));
    const traits = ["zone", "device-0 0", "device-4 249"];
    const whole = { zone: "north", "device-0 0": 0, "device-4 249": 249 };
    expect((await recognised({ user_id: "eve" }, traits)).traits).toEqual(whole);
    const byTwo = await recognised({ user_id: "eve", email: "eve@example.com" }, traits);
    expect(byTwo.traits).toEqual(whole);
    const { body } = await tenure.app.inject({
      url: `/v1/spaces/default/collections/users/profiles/user_id:eve/traits?include=${traits.join(",")}`,
      headers: script,
    });
    expect(JSON.parse(body)).toMatchObject({ traits: whole });
  });

  test.for(["\ud800", "\\u0000", '"]'])(
    "is told the traits beside one whose name cannot be one: %j",
    async (name) => {
      const { traits } = await recognised({ user_id: "ann" }, [name, "city"]);
      expect(traits).toEqual({ city: "Bursa" });
    },
  );

  test("by a browser that said so is a claim", async () => {
    const { profile } = await recognised({ anonymous_id: "cookie" });
    const ann = await recognised({ user_id: "ann" });
    expect(profile).toMatchObject({ id: ann.profile?.id, certainty: "claimed" });
  });

  test("is who the surest identifier names; what points elsewhere is said, not mixed in", async () => {
    const answer = await recognised({ anonymous_id: "cookie", email: "bob@example.com", phone: "nonsense" }, [
      "city",
    ]);
    const bob = await recognised({ user_id: "bob" });
    expect(answer.profile).toMatchObject({ id: bob.profile?.id, by: { type: "email" } });
    expect(answer.traits).toEqual({});
    expect(answer.others).toMatchObject([{ type: "anonymous_id", value: "cookie" }]);
    expect(answer.unknown).toEqual(["phone"]);
  });
});

describe("nobody", () => {
  test.each([
    ["a stranger", { email: "nobody@example.com" }],
    ["an address that very many have", { email: "home@example.com" }],
    ["an office's mailbox", { email: "info@example.com" }],
    ["a placeholder", { user_id: "null" }],
  ])("is recognised by %s", async (_name, identifiers) => {
    expect(await recognised(identifiers, ["city"])).toEqual({
      ...{ profile: null, traits: {}, others: [], unknown: Object.keys(identifiers) },
    });
  });

  test("may ask without a token that reads profiles, or without an identifier", async () => {
    expect((await ask({ identifiers: { user_id: "ann" } }, {})).status).toBe(401);
    const other = await tenure.token(["sources:read"]);
    expect((await ask({ identifiers: { user_id: "ann" } }, other)).status).toBe(403);
    expect((await ask({ identifiers: {} })).status).toBe(400);
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, nth) => [`card_${nth}`, "1"]));
    expect((await ask({ identifiers: many })).status).toBe(400);
  });
});
