/**
 * What a browser claims of who it is, as those see it who ask with a secret token in good faith, by
 * the browser's own id: nobody's history, traits or identifiers are told, and nobody known is joined.
 */
import { createHmac } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RecogniseAnswer } from "../../src/profile/recognise/contract.ts";
import { type AttackKit, attackKit } from "../kit/attack.ts";

let kit: AttackKit;
let nth = 0;
/** A customer of the shop, and somebody with a browser; others in each test. */
let [victim, mail, evil] = ["", "", ""];

beforeAll(async () => {
  kit = await attackKit();
});

beforeEach(async () => {
  nth += 1;
  [victim, mail, evil] = [`victim-${nth}`, `victim-${nth}@example.com`, `evil-${nth}`];
  await kit.serve(
    { type: "identify", userId: victim, traits: { email: mail, name: "Vera", tier: "gold" } },
    { type: "track", event: "Bought Medicine", userId: victim },
    { type: "group", userId: victim, groupId: "clinic" },
  );
});

async function recognise(identifiers: object): Promise<RecogniseAnswer> {
  const payload = { identifiers, traits: ["name", "tier", "email", "color"] };
  const answer = await kit.app.inject({ method: "POST", url: "/v1/recognise", headers: kit.owner, payload });
  return answer.json();
}

/** Everything that the Profile API says of an identifier, as one text. */
async function told(identifier: string): Promise<string> {
  const url = `/v1/spaces/default/collections/users/profiles/${identifier}`;
  const parts = await Promise.all(
    ["traits", "events", "external_ids", "links"].map((part) => kit.ask<object>(`${url}/${part}?limit=200`)),
  );
  return JSON.stringify(parts);
}

/** What of the customer is told by an identifier, in words; "sure" where the tie is called proven. */
async function leaks(type: string, value: string): Promise<string[]> {
  const answer = await recognise({ [type]: value });
  const all = `${JSON.stringify(answer.traits)} ${await told(`${type}:${value}`)}`;
  const words = ["Vera", "gold", "Medicine", "clinic"].filter((word) => all.includes(word));
  return answer.profile?.certainty === "sure" ? ["sure", ...words] : words;
}

const profileOf = async (identifiers: object) => (await recognise(identifiers)).profile?.id;

async function expectVictimUntouched(): Promise<void> {
  expect(await recognise({ user_id: victim })).toMatchObject({
    profile: { certainty: "sure" },
    traits: { name: "Vera", tier: "gold", email: mail },
  });
}

describe("by a browser's own id nothing is told of the customer whom it claims to be", () => {
  test("by e-mail", async () => {
    await kit.attack({ type: "identify", anonymousId: evil, traits: { email: mail, color: "red" } });
    expect(await leaks("anonymous_id", evil)).toEqual([]);
    expect((await recognise({ anonymous_id: evil })).traits).toEqual({ color: "red", email: mail });
    await expectVictimUntouched();
  });

  test("by user id, with a device of its own", async () => {
    const context = { device: { id: `device-${evil}` } };
    await kit.attack({ type: "identify", anonymousId: evil, userId: victim, context });
    expect(await leaks("anonymous_id", evil)).toEqual([]);
    expect(await leaks("device_id", `device-${evil}`)).toEqual([]);
    await expectVictimUntouched();
  });

  test("also where the shop's server has seen that browser, without knowing whose it is", async () => {
    await kit.serve({ type: "page", anonymousId: evil, context: { device: { id: `device-${evil}` } } });
    await kit.attack({ type: "identify", anonymousId: evil, userId: victim });
    expect(await leaks("anonymous_id", evil)).toEqual([]);
    expect(await leaks("device_id", `device-${evil}`)).toEqual([]);
    await expectVictimUntouched();
  });

  test("also together with other identifiers of its own", async () => {
    await kit.attack({ type: "identify", anonymousId: evil, traits: { email: mail } });
    const answer = await recognise({ anonymous_id: evil, loyalty: `card-${evil}` });
    expect(answer.traits).toEqual({ email: mail });
    expect(answer.profile?.certainty).toBe("claimed");
  });

  test("until a trusted source says the same: then it is the customer's", async () => {
    await kit.attack({ type: "identify", anonymousId: evil, traits: { email: mail } });
    await kit.serve({ type: "page", userId: victim, anonymousId: evil });
    const answer = await recognise({ anonymous_id: evil });
    expect(answer).toMatchObject({ profile: { certainty: "sure" }, traits: { name: "Vera" } });
    expect(await told(`anonymous_id:${evil}`)).toContain("Bought Medicine");
  });
});

describe("nobody known is joined", () => {
  let stranger = "";

  beforeEach(async () => {
    stranger = `stranger-${nth}`;
    await kit.serve({ type: "identify", userId: stranger, traits: { name: "Sam" } });
  });

  const areApart = async () =>
    (await profileOf({ user_id: victim })) !== (await profileOf({ user_id: stranger }));

  test("by an alias between two strangers", async () => {
    await kit.attack(
      { type: "alias", anonymousId: evil, userId: victim, previousId: stranger },
      { type: "alias", userId: stranger, previousId: victim },
    );
    expect(await areApart()).toBe(true);
    await expectVictimUntouched();
    expect(await leaks("anonymous_id", evil)).toEqual([]);
  });

  test("by an alias that a signed-in attacker signs for themselves", async () => {
    const signature = createHmac("sha256", await secret())
      .update(stranger)
      .digest("hex");
    const context = { identity_signature: signature };
    await kit.attack({ type: "alias", anonymousId: evil, userId: stranger, previousId: victim, context });
    expect(await areApart()).toBe(true);
    expect(await told(`user_id:${stranger}`)).not.toMatch(/Vera|gold|Medicine/);
  });

  test("by replaying another's browser id: its history stays the other's", async () => {
    const cookie = `cookie-${nth}`;
    await kit.serve({ type: "page", name: "Secret Page", userId: victim, anonymousId: cookie });
    await kit.attack({ type: "identify", anonymousId: cookie, userId: stranger });
    await kit.attack({ type: "identify", anonymousId: cookie, traits: { email: `evil-${nth}@example.com` } });
    expect(await areApart()).toBe(true);
    expect(await told(`user_id:${stranger}`)).not.toMatch(/Secret Page|Vera/);
    expect(await recognise({ email: `evil-${nth}@example.com` })).toMatchObject({ profile: null });
    expect(await told(`user_id:${victim}`)).toContain("Secret Page");
    await expectVictimUntouched();
  });

  test("by a flood of identifiers, which leaves the customer answering", async () => {
    const externalIds = Array.from({ length: 10 }, (_, card) => ({
      ...{ id: `card-${nth}-${card}`, type: `card_${card}`, collection: "users", encoding: "none" },
    }));
    const visitors = Array.from({ length: 1100 }, (_, one) => ({
      ...{ type: "identify", anonymousId: `flood-${nth}-${one}`, userId: victim },
      ...{ traits: { email: `flood-${nth}-${one}@example.com` }, context: { externalIds } },
    }));
    for (let from = 0; from < visitors.length; from += 275) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as they would come
      expect(await kit.attack(...visitors.slice(from, from + 275))).toMatch(/^200/);
    }
    expect(await profileOf({ email: `flood-${nth}-7@example.com` })).toBeUndefined();
    expect(await profileOf({ card_3: `card-${nth}-3` })).toBeUndefined();
    const path = `/v1/spaces/default/collections/users/profiles/user_id:${victim}/external_ids?limit=200`;
    const ids = await kit.ask<{ data: { type: string }[] }>(path);
    const naming = ids.data.filter(({ type }) => type !== "anonymous_id" && type !== "claimed_user_id");
    expect(naming.map(({ type }) => type).toSorted()).toEqual(["email", "user_id"]);
    await kit.serve({ type: "identify", userId: victim, anonymousId: `own-${nth}` });
    // What a trusted source says finds room where claims had taken it.
    expect(await recognise({ anonymous_id: `own-${nth}` })).toMatchObject({
      ...{ profile: { certainty: "sure" }, traits: { name: "Vera" } },
    });
    await expectVictimUntouched();
  });
});

async function secret(): Promise<string> {
  const source = kit.context.state.selectFrom("source").select("secret").where("name", "=", "Web shop");
  return (await source.executeTakeFirstOrThrow()).secret;
}

describe("a signature", () => {
  const signed = async (userId: string) => ({
    identity_signature: createHmac("sha256", await secret())
      .update(userId)
      .digest("hex"),
  });

  test("that is genuine is believed", async () => {
    await kit.attack({ type: "identify", anonymousId: evil, userId: victim, context: await signed(victim) });
    expect(await recognise({ anonymous_id: evil })).toMatchObject({
      ...{ profile: { certainty: "sure" }, traits: { name: "Vera" } },
    });
  });

  test.each([
    ["of another customer, replayed", async () => signed("somebody-else")],
    ["forged under a guessed secret", () => ({ identity_signature: hmac("guess", victim) })],
    ["under the key that stands in the page", () => ({ identity_signature: hmac(kit.keys.browser, victim) })],
    ["empty", () => ({ identity_signature: "" })],
    [
      "cut short",
      async () => ({ identity_signature: (await signed(victim)).identity_signature.slice(0, 32) }),
    ],
    [
      "with more behind it",
      async () => ({ identity_signature: `${(await signed(victim)).identity_signature}00` }),
    ],
    ["that is no text", async () => ({ identity_signature: [(await signed(victim)).identity_signature] })],
  ])("%s is a claim like any other", async (_name, sign) => {
    await kit.attack({ type: "identify", anonymousId: evil, userId: victim, context: await sign() });
    expect(await leaks("anonymous_id", evil)).toEqual([]);
  });

  test("of one source is worth nothing with another's key", async () => {
    const made = await kit.app.inject({
      ...{ method: "POST", url: "/api/v1/sources", headers: kit.owner },
      payload: { name: `Other shop ${nth}`, kind: "browser" },
    });
    const { writeKey } = made.json<{ writeKey: string }>();
    const batch = [{ type: "identify", anonymousId: evil, userId: victim, context: await signed(victim) }];
    await kit.app.inject({ method: "POST", url: "/v1/batch", payload: { writeKey, batch } });
    await kit.serve();
    expect(await leaks("anonymous_id", evil)).toEqual([]);
  });

  test("under a secret that was renewed is worth nothing", async () => {
    const before = await signed(victim);
    const [{ id }] = (await kit.ask<{ sources: [{ id: number }] }>("/api/v1/sources")).sources;
    await kit.app.inject({ method: "POST", url: `/api/v1/sources/${id}/rotate-secret`, headers: kit.owner });
    await kit.attack({ type: "identify", anonymousId: evil, userId: victim, context: before });
    expect(await leaks("anonymous_id", evil)).toEqual([]);
    await kit.attack({ type: "identify", anonymousId: evil, userId: victim, context: await signed(victim) });
    expect(await recognise({ anonymous_id: evil })).toMatchObject({ profile: { certainty: "sure" } });
  });

  test("is kept nowhere, so that nobody who may look at events can replay it", async () => {
    const context = { ...(await signed(victim)), locale: "en-GB" };
    await kit.attack({ type: "identify", anonymousId: evil, userId: victim, context });
    expect(await told(`user_id:${victim}`)).toContain("en-GB");
    const refused = { type: "no such type", userId: victim, context };
    expect(await kit.attack(refused, refused)).toMatch(/^\d+/);
    const rejected = await kit.ask<{ events: object[] }>("/api/v1/sources/1/rejected");
    expect(rejected.events.length).toBeGreaterThan(0);
    const { events } = await kit.ask<{ events: object[] }>("/api/v1/sources/1/events?limit=200");
    const list = await kit.ask<{ rows: { id: string }[] }>(`/api/v1/customers?q=${victim}`);
    const all = JSON.stringify([
      await told(`user_id:${victim}`),
      events,
      rejected,
      await exported(list.rows[0]?.id),
    ]);
    expect(all).not.toContain(context.identity_signature);
  });

  function hmac(key: string, userId: string): string {
    return createHmac("sha256", key).update(userId).digest("hex");
  }

  const exported = (id = "") => kit.ask<object>(`/api/v1/profiles/${id}/export`);
});
