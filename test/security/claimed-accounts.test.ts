/** A browser's key is public: what it says of an account stands nowhere against what the company's own systems say. */
import { beforeAll, expect, test } from "vitest";
import { addSource } from "../../src/collect/sources/index.ts";
import type { TrackedEvent } from "../../src/core/event.ts";
import { asId, showProfileId, type SourceId } from "../../src/core/ids.ts";
import { findProfile } from "../../src/identify/graph/index.ts";
import type { Rule } from "../../src/profile/conditions/index.ts";
import { explain } from "../../src/profile/segments/explain.ts";
import { Segments } from "../kit/segments.ts";

let shop: Segments;

/** Says how large an account is, as somebody of it; as a browser claims it where one is given. */
const grouped = (
  userId: string,
  groupId: string,
  seats: number,
  browser?: SourceId,
): Partial<TrackedEvent> => ({
  ...{ kind: "group", name: "", messageId: `${userId}-${groupId}-${seats}`, userId, groupId },
  traits: { seats },
  ...(browser !== undefined && { sourceId: browser, trust: "claimed" }),
});

/** Members by their user ids, as the engine finds them and as each is told why. */
async function membersOf(name: string, rule: Rule): Promise<string[]> {
  const segment = await shop.make(name, rule);
  await shop.work();
  const members = await shop.members(segment);
  for (const user of ["ann", "bea"]) {
    const profile = await findProfile(shop.world.state, "user_id", user);
    const { holds } = await explain(shop.world, rule, showProfileId(profile ?? asId(0)));
    expect([user, holds]).toEqual([user, members.includes(user)]);
  }
  expect((await shop.kept()).toSorted()).toEqual(await shop.fromScratch());
  return members;
}

beforeAll(async () => {
  shop = await Segments.open();
  const { id: browser } = await addSource(shop.world.state, { name: "Web", kind: "browser" });
  await shop.send(grouped("ann", "acme", 3), { userId: "bea", messageId: "bea-known" });
  shop.world.clock.advance(60_000);
  await shop.send(
    grouped("stranger", "acme", 5000, browser),
    grouped("ann", "globex", 9000, browser),
    grouped("bea", "initech", 700, browser),
  );
  shop.world.clock.advance(60_000);
}, 120_000);

test("who belongs to an account, and what it is, is as trusted sources said it; claims count where they said nothing", async () => {
  const seats = (is: { at_least: number } | { at_most: number }): Rule => ({
    account: { field: "traits.seats", is },
  });
  expect(await membersOf("Small", seats({ at_most: 10 }))).toEqual(["ann", "stranger"]);
  expect(await membersOf("Large", seats({ at_least: 100 }))).toEqual(["bea"]);
  const acme: Rule = { account: { field: "id", is: { any_of: ["acme"] } } };
  expect(await membersOf("Of acme", acme)).toEqual(["ann", "stranger"]);
});
