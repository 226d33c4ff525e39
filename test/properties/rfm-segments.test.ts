/** Segments by classes, cells, kinds and tiers hold those whom the map's own lists show, at any instant. */
import { beforeAll, describe, expect, it } from "vitest";
import { parseProfileId } from "../../src/core/ids.ts";
import { listQuestion, type RfmSet } from "../../src/measure/rfm/list-contract.ts";
import { rfmCustomers } from "../../src/measure/rfm/list.ts";
import { ruleOfSet } from "../../src/ui/figures/rfm-rule.ts";
import { changeThresholds } from "../../src/measure/rfm/thresholds-change.ts";
import { Segments, toldTwice } from "../kit/segments.ts";

const DAY = 24 * 3_600_000;
const THRESHOLDS = {
  recency: [10, 20, 30, 40],
  frequency: [2, 3, 5, 10],
  monetary: ["20", "50", "100", "200"],
  oneTime: "60",
};
const SETS: readonly RfmSet[] = [
  { cell: "first_timers" },
  { cell: "loyal" },
  { cell: "wavering" },
  { r: 4 },
  { f: 3, m: 4 },
  { kind: "one_time_high" },
  { tier: "high" },
];

let shop: Segments;
let segments: ReadonlyMap<RfmSet, number>;

beforeAll(async () => {
  shop = await Segments.open();
  await shop.world.state.updateTable("workspace").set({ currency: "EUR" }).execute();
  const now = shop.world.clock.now();
  const buy = (userId: string, order: string, days: number, total: number) => ({
    ...{ name: "Order Completed", userId, at: now - days * DAY },
    properties: { order_id: order, total, revenue: total, currency: "EUR" },
  });
  await shop.send(
    ...[buy("ann", "1", 5, 80), buy("bob", "2", 25, 30), buy("cem", "3", 9, 10)],
    ...[buy("dua", "4", 70, 50), buy("dua", "5", 40, 20), buy("dua", "6", 15, 40)],
    { name: "Product Viewed", userId: "eve", at: now },
  );
  await changeThresholds(shop.world, { thresholds: THRESHOLDS }, "test");
  segments = new Map(
    await SETS.reduce(
      async (made, set) => [
        ...(await made),
        [set, await shop.make(JSON.stringify(set), ruleOfSet(set))] as const,
      ],
      Promise.resolve<(readonly [RfmSet, number])[]>([]),
    ),
  );
});

/** Works off what waits, and holds the members of every segment against the list behind its set. */
async function agree(): Promise<Record<string, string[]>> {
  await shop.work();
  const kept = await shop.kept();
  expect(kept).toEqual(await shop.fromScratch());
  const found: Record<string, string[]> = {};
  for (const [set, id] of segments) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const list = await rfmCustomers(shop.world, listQuestion.parse(set));
    const listed = list.rows.map(({ profileId }) => `${parseProfileId(profileId)} ${id}`).toSorted();
    expect({ set, members: kept.filter((one) => one.endsWith(` ${id}`)) }).toEqual({ set, members: listed });
    // oxlint-disable-next-line no-await-in-loop -- the same
    found[JSON.stringify(set)] = await shop.members(id);
  }
  expect(toldTwice(await shop.moves())).toEqual([]);
  return found;
}

describe("segments by RFM", () => {
  it("hold whom the lists show", async () => {
    expect(await agree()).toMatchObject({
      '{"cell":"first_timers"}': ["ann", "cem"],
      '{"cell":"loyal"}': ["dua"],
      '{"cell":"wavering"}': ["bob"],
      '{"f":3,"m":4}': ["dua"],
      '{"kind":"one_time_high"}': ["ann"],
    });
  });

  it("follow customers who fall silent, by the time alone", async () => {
    shop.world.clock.advance(14 * DAY);
    expect(await agree()).toMatchObject({
      '{"cell":"first_timers"}': ["ann"],
      '{"cell":"wavering"}': ["cem"],
      '{"r":4}': ["ann"],
    });
  });

  it("follow thresholds that a person changes", async () => {
    await changeThresholds(
      shop.world,
      { thresholds: { ...THRESHOLDS, recency: [30, 60, 90, 120], oneTime: "10" } },
      "test",
    );
    expect(await agree()).toMatchObject({
      '{"cell":"first_timers"}': ["ann", "bob", "cem"],
      '{"cell":"wavering"}': [],
      '{"kind":"one_time_high"}': ["ann", "bob", "cem"],
    });
  });

  it("hold nobody while there are no thresholds, and tiers all the same", async () => {
    await changeThresholds(shop.world, { thresholds: null }, "test");
    await shop.work();
    expect(await shop.kept()).toEqual(await shop.fromScratch());
    const sizes = await Promise.all(
      [...segments].map(async ([set, id]) => [set, (await shop.members(id)).length]),
    );
    expect(sizes.filter(([, size]) => size !== 0)).toEqual([[{ tier: "high" }, 2]]);
  });
});
