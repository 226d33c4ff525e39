/** The review queue as its page and scripts use it, on the real engines. */
import { beforeEach, describe, expect, test } from "vitest";
import { Shop } from "../../../test/kit/matches.ts";
import type { DecidedAnswer, IdentityAnswer } from "../graph/contract.ts";
import type { AnsweredAnswer } from "./contract.ts";

describe("the review queue", () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await Shop.open(40);
    await shop.match();
  });

  const answer = (id: number, said: string, headers = shop.headers) =>
    shop.ask<AnsweredAnswer>("POST", `/pairs/${id}/answer`, { answer: said }, headers);
  const first = async (show = "all") => {
    const [pair] = (await shop.queue(show)).pairs;
    if (!pair) throw new Error("the queue is empty");
    return pair;
  };
  const why = async (id: string) =>
    (await shop.ask<IdentityAnswer>("GET", `/api/v1/customers/${id}/identity`)).body;

  test("yes makes the two one customer, by a decision that says who and why", async () => {
    const pair = await first();
    const { likely } = await shop.queue();
    const { body } = await answer(pair.id, "yes");
    expect(body).toMatchObject({ state: "yes", profiles: [expect.any(String)] });
    expect((await shop.queue()).likely).toBe(likely - 1);
    const { judgements, handles } = await why(pair.a.profile);
    expect(handles.map(({ type }) => type)).toEqual(["user_id", "user_id"]);
    expect(judgements).toMatchObject([
      {
        kind: "joined",
        saidBy: expect.stringMatching(/^token/),
        reason: expect.stringContaining("review queue"),
      },
    ]);
    expect((await answer(pair.id, "no")).status).toBe(409);
  });

  test("no keeps the two apart for good: no later run proposes them", async () => {
    const pair = await first();
    await answer(pair.id, "no");
    await shop.match();
    const { pairs } = await shop.queue();
    expect(pairs.map(({ a, b }) => [a.profile, b.profile])).not.toContainEqual([
      pair.a.profile,
      pair.b.profile,
    ]);
    expect((await why(pair.a.profile)).judgements).toMatchObject([{ kind: "parted" }]);
  });

  test("unsure puts the two aside, where they can be answered still", async () => {
    const pair = await first();
    await answer(pair.id, "unsure");
    expect((await first()).id).not.toBe(pair.id);
    expect((await first("aside")).id).toBe(pair.id);
    expect((await answer(pair.id, "yes")).body.state).toBe("yes");
    expect((await shop.queue("aside")).aside).toBe(0);
  });

  test("one's own answers are taken back one after the other, the last first", async () => {
    const one = await first();
    await answer(one.id, "yes");
    const two = await first();
    await answer(two.id, "no");
    const other = await shop.kit.token();
    expect((await shop.ask("POST", "/queue/undo", undefined, other)).status).toBe(409);
    expect((await shop.ask<AnsweredAnswer>("POST", "/queue/undo")).body).toMatchObject({
      id: two.id,
      state: "waiting",
      profiles: [two.a.profile, two.b.profile],
    });
    expect((await shop.ask<AnsweredAnswer>("POST", "/queue/undo")).body).toMatchObject({
      id: one.id,
      state: "waiting",
    });
    expect((await first()).id).toBe(one.id);
    expect((await why(one.a.profile)).judgements).toMatchObject([{ withdrawnAt: expect.any(String) }]);
    expect(await shop.ask("POST", "/queue/undo")).toMatchObject({ status: 409 });
  });

  test("what is joined or parted by other ways leaves it, and comes back when that is taken back", async () => {
    const pair = await first();
    const ofCustomer = `/api/v1/customers/${pair.a.profile}/identity`;
    await shop.ask("POST", `${ofCustomer}/join`, { with: pair.b.profile, reason: "I know them" });
    expect((await first()).id).not.toBe(pair.id);
    expect(await answer(pair.id, "no")).toMatchObject({
      status: 409,
      body: { error: { reason: "matches.settled" } },
    });
    const { judgements } = await why(pair.a.profile);
    const withdrawn = `/api/v1/identity/judgements/${judgements[0]?.id}/withdraw`;
    await shop.ask("POST", withdrawn, { reason: "I don't" });
    expect((await first()).id).toBe(pair.id);
  });

  test("who is erased leaves it, and is not in anybody's export", async () => {
    const pair = await first();
    const { status } = await shop.ask("POST", `/api/v1/profiles/${pair.a.profile}/erase`, {
      id: pair.a.profile,
    });
    expect(status).toBeLessThan(300);
    expect((await first()).id).not.toBe(pair.id);
    expect((await answer(pair.id, "yes")).status).toBe(404);
  });

  test("answers change the model of the next run in their direction, and unsure ones don't", async () => {
    const before = await shop.model();
    const dates = (await shop.queue()).pairs.filter(({ fields }) =>
      fields.some(({ field, level }) => field === "birthday" && level !== "equal" && level !== "missing"),
    );
    expect(dates.length).toBeGreaterThan(2);
    const level = dates[0]?.fields.find(({ field }) => field === "birthday")?.level ?? "";
    for (const { id } of dates) await answer(id, "no");
    await shop.match();
    const after = await shop.model();
    const weight = (model: typeof before) =>
      model.fields.find(({ field }) => field === "birthday")?.levels.find((one) => one.level === level)
        ?.weight ?? 0;
    expect(after.labels).toBe(dates.length);
    expect(weight(after)).toBeLessThan(weight(before));
  });

  test("decisions on a customer's page answer the pair too, for all later runs, until they are taken back", async () => {
    const { pairs } = await shop.queue();
    const [one, two] = pairs;
    if (!one || !two) throw new Error("the queue is empty");
    const decide = async (path: string, payload: object) =>
      (await shop.ask<DecidedAnswer>("POST", path, payload)).body;
    const join = { with: one.b.profile, reason: "I know them" };
    await decide(`/api/v1/customers/${one.a.profile}/identity/join`, join);
    // Two who were one, and whom somebody parted by undoing that.
    await decide(`/api/v1/customers/${two.a.profile}/identity/join`, { ...join, with: two.b.profile });
    const [merge] = (await why(two.a.profile)).merges;
    const { made } = await decide(`/api/v1/identity/merges/${merge?.id}/undo`, { reason: "Twins" });
    await shop.match();
    expect((await shop.model()).labels).toBe(2);
    await shop.match();
    expect((await shop.model()).labels).toBe(2);
    expect((await shop.queue()).pairs.map(({ id }) => id)).not.toContain(two.id);

    const joined = (await why(two.a.profile)).judgements.find(({ kind }) => kind === "joined");
    for (const id of [...made, joined?.id]) {
      await decide(`/api/v1/identity/judgements/${id}/withdraw`, { reason: "Not sure" });
    }
    await shop.match();
    expect((await shop.model()).labels).toBe(1);
    expect((await shop.queue()).pairs.map(({ a, b }) => [a.profile, b.profile].toSorted())).toContainEqual(
      [two.a.profile, two.b.profile].toSorted(),
    );
  });

  test("what only a browser claims makes nobody like a customer", async () => {
    const claim = {
      type: "identify",
      messageId: "evil",
      anonymousId: "evil",
      userId: "evil",
      traits: { firstName: "Robert", lastName: "Miller", birthday: "1961-12-21" },
    };
    await shop.send([claim], "browser");
    await shop.match();
    const { pairs } = await shop.queue();
    const values = pairs.flatMap(({ a, b }) =>
      [...a.identifiers, ...b.identifiers].map(({ value }) => value),
    );
    expect(values).not.toContain("evil");
    expect((await shop.model()).records).toBe(80);
  });
});
