/** Membership as customers come, act, are silent, are joined, parted and erased; on the real engines. */
import { beforeEach, describe, expect, it } from "vitest";
import { Segments, toldTwice } from "../../../test/kit/segments.ts";
import { drainInbox } from "../../pipeline.ts";
import { workOffSegments } from "./jobs.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const bought = { did: { what: "event" as const, names: ["Order Completed"] } };
const lately = { ...bought, within: { last: { days: 60 } } };

let shop: Segments;
beforeEach(async () => {
  shop = await Segments.open();
});

const buy = (userId: string, at = shop.world.clock.now()) => ({ name: "Order Completed", userId, at });

describe("the end of the program", () => {
  it("waits for no batch that nobody brings into the facts any more", async () => {
    await shop.make("Buyers", bought);
    await shop.work();
    await shop.put(buy("ann"));
    const killed = new Error("the pipeline ends here");
    const reached = (stage: string) => {
      if (stage === "resolved") throw killed;
    };
    await expect(drainInbox(shop.world, reached)).rejects.toBe(killed);
    const stop = new AbortController();
    const working = workOffSegments(shop.world, stop.signal);
    stop.abort();
    await expect(working).rejects.toBe(stop.signal.reason);
  });
});

describe("a segment", () => {
  it("made later holds everybody against its rule", async () => {
    await shop.send(buy("ann"), { userId: "bob" });
    const buyers = await shop.make("Buyers", bought);
    const others = await shop.make("Others", { not: bought });
    await shop.work();
    expect(await shop.members(buyers)).toEqual(["ann"]);
    expect(await shop.members(others)).toEqual(["bob"]);
  });

  it("takes in who does what it asks for, and lets go who is silent for as long as it says", async () => {
    const buyers = await shop.make("Bought lately", lately);
    const silent = await shop.make("Silent", { all: [bought, { ...lately, times: { exactly: 0 } }] });
    await shop.work();
    await shop.send(buy("ann"));
    await shop.work();
    expect(await shop.members(buyers)).toEqual(["ann"]);
    shop.world.clock.advance(60 * DAY - HOUR);
    await shop.work();
    expect(await shop.members(buyers)).toEqual(["ann"]);
    shop.world.clock.advance(HOUR);
    await shop.work();
    expect(await shop.members(buyers)).toEqual([]);
    expect(await shop.members(silent)).toEqual(["ann"]);
    expect(await shop.moves()).toHaveLength(3);
  });

  it("leaves alone whom nothing that it looks at concerns", async () => {
    await shop.make("Buyers", bought);
    await shop.send(buy("ann"));
    await shop.work();
    await shop.send({ name: "Product Viewed", userId: "ann" });
    const touched = await shop.world.state.selectFrom("segment_touched").select("id").execute();
    expect(touched).toEqual([]);
  });

  it("knows customers who become one, once", async () => {
    const buyers = await shop.make("Buyers", bought);
    await shop.send({ ...buy("ann"), userId: null, anonymousId: "visitor" }, buy("bob"));
    await shop.work();
    await shop.send({ kind: "identify", name: "", userId: "ann", anonymousId: "visitor" });
    await shop.work();
    expect(await shop.members(buyers)).toEqual(["ann", "bob"]);
    expect(await shop.kept()).toEqual(await shop.fromScratch());
    expect(toldTwice(await shop.moves())).toEqual([]);
  });

  it("by what is told of an account takes in the others of it within a minute", async () => {
    const large = await shop.make("Large", { account: { field: "traits.plan", is: { any_of: ["large"] } } });
    await shop.send(
      { userId: "ann", groupId: "acme" },
      { userId: "bob", groupId: "acme" },
      { userId: "cem" },
    );
    await shop.work();
    expect(await shop.members(large)).toEqual([]);
    await shop.send({ kind: "group", name: "", userId: "bob", groupId: "acme", traits: { plan: "large" } });
    shop.world.clock.advance(61_000);
    await shop.work();
    shop.world.clock.advance(61_000);
    await shop.work();
    expect(await shop.members(large)).toEqual(["ann", "bob"]);
    expect(await shop.kept()).toEqual(await shop.fromScratch());
  });

  it("that stands on another follows it", async () => {
    const buyers = await shop.make("Buyers", bought);
    const others = await shop.make("Others", { not: { segment: buyers } });
    const entered = await shop.make("New buyers", { entered: buyers, within: { last: { days: 7 } } });
    await shop.work();
    await shop.send(buy("ann"), { userId: "bob" });
    await shop.work();
    expect(await shop.members(others)).toEqual(["bob"]);
    expect(await shop.members(entered)).toEqual(["ann"]);
  });
});
