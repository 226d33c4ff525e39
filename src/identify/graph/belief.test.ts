/** What becomes of claims: confirmed or dropped when somebody speaks who is to be believed. */
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type AttackKit, attackKit } from "../../../test/kit/attack.ts";
import { asId, type HandleId } from "../../core/ids.ts";
import { trustedTies } from "./belief.ts";
import type { IdentityAnswer } from "./contract.ts";
import type { Verdict } from "./tables.ts";

describe("a claim", () => {
  let kit: AttackKit;
  let nth = 0;
  /** Other customers, another browser and other messages in each test. */
  let [ann, bob, phone, told, more] = ["", "", "", "", ""];

  beforeAll(async () => {
    kit = await attackKit();
  });

  beforeEach(() => {
    nth += 1;
    [ann, bob, phone, told, more] = [
      `ann-${nth}`,
      `bob-${nth}`,
      `phone-${nth}`,
      `told-${nth}`,
      `more-${nth}`,
    ];
  });

  const claim = (anonymousId: string, userId: string, more: object = {}) =>
    kit.attack({
      type: "identify",
      messageId: `claimed-${anonymousId}-${userId}`,
      anonymousId,
      userId,
      ...more,
    });

  async function idOf(identifier: string): Promise<string> {
    const path = `/v1/spaces/default/collections/users/profiles/${identifier}/metadata`;
    return (await kit.ask<{ metadata: { profile_id: string } }>(path)).metadata.profile_id;
  }

  /** What the customer's page says of the claims between a visitor and a user id. */
  async function claims(identifier: string) {
    const { links } = await kit.ask<IdentityAnswer>(`/api/v1/customers/${await idOf(identifier)}/identity`);
    return links.filter(({ trust }) => trust === "claimed").map((link) => link.claim);
  }

  test("is provisional until somebody speaks who is to be believed", async () => {
    await kit.serve({ type: "identify", userId: ann });
    await claim(phone, ann);
    expect(await claims(`user_id:${ann}`)).toEqual([{ state: "provisional", by: null }]);
    await kit.serve({ type: "identify", userId: ann, traits: { city: "Bursa" } });
    expect(await claims(`user_id:${ann}`)).toEqual([{ state: "provisional", by: null }]);
  });

  test("is confirmed by a trusted source that says the same", async () => {
    await claim(phone, ann);
    await kit.serve({ type: "identify", messageId: told, userId: ann, anonymousId: phone });
    expect(await claims(`user_id:${ann}`)).toMatchObject([
      { state: "confirmed", by: { rule: "same_event", messageId: told, sourceName: "Server" } },
    ]);
  });

  test("is confirmed by trusted evidence that ties the two by way of others", async () => {
    await claim(phone, ann);
    const traits = { email: `${ann}@example.com` };
    await kit.serve({ type: "identify", messageId: told, userId: ann, traits });
    expect((await claims(`user_id:${ann}`))[0]?.state).toBe("provisional");
    await kit.serve({ type: "identify", messageId: more, anonymousId: phone, traits });
    expect(await claims(`user_id:${ann}`)).toMatchObject([{ state: "confirmed", by: { messageId: more } }]);
  });

  test("is confirmed by a signed identity", async () => {
    await claim(phone, ann);
    const { secret } = await kit.context.state
      .selectFrom("source")
      .select("secret")
      .where("name", "=", "Web shop")
      .executeTakeFirstOrThrow();
    const signature = createHmac("sha256", secret).update(ann).digest("hex");
    await claim(phone, ann, { messageId: told, context: { identity_signature: signature } });
    expect(await claims(`user_id:${ann}`)).toMatchObject([
      { state: "confirmed", by: { rule: "signed", messageId: told, sourceName: "Web shop" } },
    ]);
  });

  test("is dropped when a trusted source says that the visitor is somebody else, and goes with its events", async () => {
    await claim(phone, ann);
    const claimed = await idOf(`user_id:${ann}`);
    expect(await idOf(`anonymous_id:${phone}`)).toBe(claimed);
    await kit.serve({ type: "identify", messageId: told, userId: bob, anonymousId: phone });
    expect(await idOf(`anonymous_id:${phone}`)).toBe(await idOf(`user_id:${bob}`));
    const [dropped] = await claims(`user_id:${ann}`);
    const at = new Date(kit.context.clock.now()).toISOString();
    expect(dropped).toEqual({
      state: "dropped",
      by: { rule: null, messageId: told, sourceName: "Server", at },
    });
    expect(await claims(`user_id:${bob}`)).toEqual([dropped]);
  });

  test("is refused where it would join two known customers", async () => {
    await kit.serve({ type: "identify", userId: ann }, { type: "identify", userId: bob });
    await kit.attack({ type: "alias", anonymousId: phone, userId: ann, previousId: bob });
    const between = await claims(`user_id:${bob}`);
    expect(between).toEqual([{ state: "refused", by: null }]);
  });

  test("that a person parted is dropped without an event; taken back, it is provisional again", async () => {
    await kit.serve({ type: "identify", userId: ann });
    await claim(phone, ann);
    const id = await idOf(`user_id:${ann}`);
    const { links } = await kit.ask<IdentityAnswer>(`/api/v1/customers/${id}/identity`);
    const decide = (url: string, payload: object) =>
      kit.app.inject({ method: "POST", url, headers: kit.owner, payload: { reason: "a test", ...payload } });
    const { a, b } = links[0] ?? {};
    const made = await decide(`/api/v1/customers/${id}/identity/part`, { a, b });
    expect(await claims(`user_id:${ann}`)).toMatchObject([{ state: "dropped", by: { messageId: "" } }]);
    const [number] = made.json<{ made: number[] }>().made;
    await decide(`/api/v1/identity/judgements/${number}/withdraw`, {});
    expect(await claims(`user_id:${ann}`)).toEqual([{ state: "provisional", by: null }]);
  });
});

describe("what trusted evidence tied first", () => {
  const HANDLES = 8;
  const handle = fc.integer({ min: 1, max: HANDLES }).map((id) => asId<HandleId>(id));
  const verdict = fc.constantFrom<Verdict>("holds", "holds", "holds", "conflict");
  const link = fc.record({
    a: handle,
    b: handle,
    verdict,
    trust: fc.constantFrom("claimed", "trusted", "trusted"),
  });
  const links = fc
    .array(link, { maxLength: 20 })
    .map((all) => all.map((one, nth) => ({ ...one, id: nth + 1 })));

  /** The first prefix of the evidence in which a way leads from one to the other. */
  function naive(
    of: readonly (typeof links extends fc.Arbitrary<infer L> ? L : never)[number][],
    a: number,
    b: number,
  ) {
    if (a === b) return null;
    for (let upTo = 1; upTo <= of.length; upTo += 1) {
      const counts = of.slice(0, upTo).filter((one) => one.trust === "trusted" && one.verdict === "holds");
      const reached = new Set([a]);
      for (let round = 0; round < HANDLES; round += 1) {
        for (const one of counts) {
          if (reached.has(one.a)) reached.add(one.b);
          if (reached.has(one.b)) reached.add(one.a);
        }
      }
      if (reached.has(b)) return upTo;
    }
    return null;
  }

  test("is the last link of the first way between the two, whatever the evidence", () => {
    fc.assert(
      fc.property(links, handle, handle, (of, a, b) => {
        expect(trustedTies(of.toReversed())(a, b)?.id ?? null).toBe(naive(of, a, b));
      }),
      { numRuns: 500 },
    );
  });
});
