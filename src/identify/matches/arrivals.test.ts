/** Customers who come after a matching, on the real engines. */
import { beforeEach, describe, expect, test } from "vitest";
import { Shop } from "../../../test/kit/matches.ts";
import { twin } from "../../../test/kit/twins.ts";
import { sql } from "kysely";

let shop: Shop;
beforeEach(async () => {
  shop = await Shop.open(40);
  await shop.match();
});

const identify = (userId: string, traits: object, at = 0) => ({
  ...{ type: "identify", messageId: `${userId}-${at}`, userId, traits },
  timestamp: new Date(Date.UTC(2026, 0, 30) + at * 1000).toISOString(),
});
const idsWith = async (userId: string) =>
  (await shop.queue()).pairs.flatMap(({ a, b }) => {
    const ids = [a, b].flatMap(({ identifiers }) => identifiers.map(({ value }) => value));
    return ids.includes(userId) ? [ids.find((id) => id !== userId)] : [];
  });

describe("a customer who comes after the matching", () => {
  test("is proposed with whom they are like, without another run", async () => {
    await shop.send([identify("club-7", twin(7).web)]);
    await shop.work();
    expect((await idsWith("club-7")).toSorted()).toEqual(["till-7", "web-7"]);
    expect((await shop.queue()).pairs.every(({ runId }) => runId === 1)).toBe(true);
  });

  test("whose values change is proposed by the new ones only", async () => {
    await shop.send([identify("club-7", twin(7).web)]);
    await shop.work();
    await shop.send([identify("club-7", twin(23).web, 60)]);
    await shop.work();
    expect((await idsWith("club-7")).toSorted()).toEqual(["till-23", "web-23"]);
  });

  test("of whom only a browser says so is nobody's likeness", async () => {
    await shop.send([{ ...identify("evil", twin(7).web), anonymousId: "evil" }], "browser");
    await shop.work();
    expect(await idsWith("evil")).toEqual([]);
  });

  test("is joined by itself where the setting says so, and only one is likely", async () => {
    const settings = { upper: 0.9, lower: 0.3, above: "merge", automatic: true };
    await shop.ask("PUT", "/settings", settings);
    await shop.work();
    await shop.send([identify("club-7", twin(7).web)]);
    await shop.work();
    expect(await shop.profile("club-7")).toBe(await shop.profile("web-7"));
  });

  test("waits no longer once matched, and leaves nothing behind when erased", async () => {
    const { context } = shop.kit;
    await shop.send([identify("club-7", twin(7).web)]);
    const waiting = () =>
      sql<{ n: number }>`SELECT count(*)::int AS n FROM match_arrival`.execute(context.state);
    expect((await waiting()).rows).toEqual([{ n: 1 }]);
    const id = await shop.profile("club-7");
    await shop.ask("POST", `/api/v1/profiles/${id}/erase`, { id });
    expect((await waiting()).rows).toEqual([{ n: 0 }]);
    await shop.work();
    expect(await idsWith("club-7")).toEqual([]);
  });
});
