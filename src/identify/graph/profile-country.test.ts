/** Phone numbers without a prefix, read by the country that is kept on the customer's profile. */
import { beforeEach, describe, expect, test } from "vitest";
import type { TrackedEvent } from "../../core/event.ts";
import { asId, type ImportId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import { trackedEvent } from "../../../test/kit/events.ts";
import { testState } from "../../../test/kit/state.ts";
import { recordTraits, removeTraitsOf, traitWords } from "../../profile/traits/index.ts";
import { findProfile, partByHand, resolveIdentities, Returning } from "./index.ts";

let state: State;
const clock = { now: () => Date.UTC(2026, 5, 1) };
const returning = new Returning();

beforeEach(async () => {
  state = await testState();
});

/** One batch in a Turkish shop. */
async function take(...given: Partial<TrackedEvent>[]): Promise<void> {
  const events = given.map((one) => trackedEvent(one));
  await state.transaction().execute(async (tx) => {
    const options = { clock, defaultCountry: "TR", traits: traitWords, returning };
    const resolved = await resolveIdentities(tx, events, options);
    await recordTraits(tx, resolved.events);
    resolved.remember();
  });
}

const lives = (userId: string, country: string, more: Partial<TrackedEvent> = {}) =>
  ({ kind: "identify", userId, traits: { country }, ...more }) as const;
const calls = (userId: string, phone = "030 123456", more: Partial<TrackedEvent> = {}) =>
  ({ userId, properties: { phone }, ...more }) as const;

async function phones(): Promise<string[]> {
  const rows = await state.selectFrom("handle").select("value").where("type", "=", "phone").execute();
  return rows.map(({ value }) => value).toSorted();
}

const owner = (type: string, value: string) => findProfile(state, type, value);

describe("a number without a prefix is read by the country of the customer's profile", () => {
  test("said in an earlier batch, or earlier in the same one", async () => {
    await take(lives("u1", "DE"));
    await take(calls("u1"));
    await take(lives("u2", "FR"), calls("u2", "01 23 45 67 89"));
    expect(await phones()).toEqual(["+33123456789", "+4930123456"]);
    expect(await owner("phone", "+4930123456")).toBe(await owner("user_id", "u1"));
  });

  test("whichever of its identifiers the event names, and however the country is called", async () => {
    await take({
      kind: "identify",
      userId: "u1",
      traits: { email: "a@example.com", address: { country: "de" } },
    });
    await take({ properties: { email: "a@example.com", phone: "030 123456" } });
    expect(await phones()).toEqual(["+4930123456"]);
  });

  test("not where the event itself says another, nor where the number has its prefix", async () => {
    await take(lives("u1", "DE"));
    await take({ userId: "u1", traits: { country: "FR", phone: "01 23 45 67 89" } });
    await take(calls("u1", "+90 532 123 45 67"));
    expect(await phones()).toEqual(["+33123456789", "+905321234567"]);
  });

  test("as it was last said by its own time; taken away, the shop's country counts again", async () => {
    const at = Date.UTC(2026, 0, 10);
    await take(lives("u1", "DE", { at }), lives("u1", "FR", { at: at - 1000 }));
    await take(calls("u1"));
    expect(await phones()).toEqual(["+4930123456"]);
    await take({ kind: "identify", userId: "u1", at: at + 1000, traits: { country: null } });
    await take(calls("u1", "0532 123 45 67"));
    expect(await phones()).toEqual(["+4930123456", "+905321234567"]);
  });

  test("of the surest identifier that leads to a customer with a country", async () => {
    await take(lives("u1", "DE"), { traits: { country: "FR", email: "f@example.com" }, kind: "identify" });
    await take(calls("u1", "030 123456", { traits: { email: "f@example.com" } }));
    expect(await phones()).toEqual(["+4930123456"]);
  });
});

describe("what was not known then", () => {
  test("does not read again a number that came before its country", async () => {
    await take(calls("u1", "0212 123 45 67"));
    await take(lives("u1", "DE"));
    expect(await phones()).toEqual(["+902121234567"]);
    // Said again, it is read by what is known by then: the customer has both.
    await take(calls("u1", "0212 123 45 67"));
    expect(await phones()).toEqual(["+492121234567", "+902121234567"]);
  });

  test("is not remembered of a returning customer: the country may have changed", async () => {
    await take(lives("u1", "DE"));
    for (let nth = 0; nth < 3; nth += 1) await take(calls("u1", "01 23 45 67 89"));
    await take(lives("u1", "FR"));
    await take(calls("u1", "01 23 45 67 89"));
    expect(await phones()).toEqual(["+33123456789", "+49123456789"]);
  });

  test("is forgotten with the import that said it, and stays behind with a link that is taken back", async () => {
    const importId = asId<ImportId>(7);
    await take({ kind: "identify", userId: "u1", traits: { email: "a@example.com" } });
    await take({ kind: "identify", traits: { email: "a@example.com", country: "DE" }, importId });
    await state.transaction().execute((tx) => removeTraitsOf(tx, importId));
    await take(calls("u1", "0532 123 45 67"));
    expect(await phones()).toEqual(["+905321234567"]);
    await take({ kind: "identify", traits: { email: "a@example.com", country: "DE" } });
    const pair = await state
      .selectFrom("handle")
      .select("id")
      .where("type", "<>", "phone")
      .orderBy("id")
      .execute();
    const [user, email] = pair.map(({ id }) => id);
    if (user === undefined || email === undefined) throw new Error("two handles were made");
    await state
      .transaction()
      .execute((tx) => partByHand(tx, [user, email], { reason: "a test", by: "person 1" }, { clock }));
    await take(calls("u1", "0532 765 43 21"));
    expect(await phones()).toContain("+905327654321");
  });
});

describe("what a public key says", () => {
  test("never changes how a number from a trusted source is read", async () => {
    await take({ kind: "identify", userId: "u1", traits: { email: "a@example.com" } });
    await take(lives("u1", "GB", { trust: "claimed", anonymousId: "attacker" }));
    await take(calls("u1", "0532 123 45 67"));
    expect(await phones()).toEqual(["+905321234567"]);
  });

  test("nor does a trusted word about a browser that only claims to be the customer's", async () => {
    await take({ kind: "identify", userId: "victim", traits: { email: "v@example.com" } });
    await take({ kind: "identify", userId: "other", traits: { phone: "+44 532 123 4567" } });
    await take({ trust: "claimed", userId: "victim", anonymousId: "attacker" });
    // The server notes where the browser seems to be.
    await take({ kind: "identify", anonymousId: "attacker", traits: { country: "GB" } });
    await take(calls("victim", "0532 123 4567"));
    expect(await owner("user_id", "victim")).not.toBe(await owner("user_id", "other"));
    expect(await owner("phone", "+905321234567")).toBe(await owner("user_id", "victim"));
  });
});
