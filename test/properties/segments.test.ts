/**
 * Memberships that are kept up to date against the same worked out from scratch, after any sequence of
 * events, merges, unmerges, erasures, undone imports, changed rules, lists, and time that passes, with
 * a worker that is killed at any step.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { capabilities } from "../../src/capabilities.ts";
import { undoImport } from "../../src/collect/imports/undo.ts";
import { asId, type ImportId, type ProfileId } from "../../src/core/ids.ts";
import { decide, joinByHand } from "../../src/identify/graph/index.ts";
import { undoMerge } from "../../src/identify/graph/by-hand.ts";
import { eraseSubject } from "../../src/profile/erasure/erase.ts";
import { sql } from "../../src/core/sql.ts";
import type { Rule } from "../../src/profile/conditions/index.ts";
import { change, fill, setAside } from "../../src/profile/segments/change.ts";
import type { TickStage } from "../../src/profile/segments/tick.ts";
import { profilesAfter, profilesAmong } from "../../src/profile/segments/touched-store.ts";
import { undoHooks } from "../../src/undo-hooks.ts";
import { Segments, toldTwice } from "../kit/segments.ts";

const HOUR = 3_600_000;
const RUNS = 12;
const NAMES = ["Order Completed", "Product Viewed", "Signed Up"] as const;
const STAGES: readonly TickStage[] = ["taken", "stored", "inserted", "ended"];

const did = (name: number) => ({ what: "event" as const, names: [NAMES[name % 3] ?? NAMES[0]] });

/** Rules of every sort that memberships hang on: events, silence, other segments, their moves, lists. */
const RULES = (list: number): Rule[] => [
  { did: did(0) },
  { did: did(0), times: { at_least: 2 }, within: { last: { days: 10 } } },
  { all: [{ did: did(1) }, { did: did(0), times: { exactly: 0 }, within: { last: { days: 5 } } }] },
  { not: { did: did(2) } },
  { any: [{ list }, { did: did(2), within: { last: { hours: 30 } } }] },
  { entered: list + 1, within: { last: { days: 3 } } },
  { all: [{ segment: list + 2 }, { not: { list } }] },
];

const small = fc.nat({ max: 5 });
const event = fc.record({
  user: fc.option(small, { nil: null, freq: 2 }),
  visitor: small,
  name: fc.nat({ max: 2 }),
  ago: fc.nat({ max: 400 }),
  imported: fc.boolean(),
});
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("send" as const),
      events: fc.array(event, { minLength: 1, maxLength: 6 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("work" as const),
      kill: fc.option(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })), { nil: null }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("pass time" as const),
      hours: fc.integer({ min: 1, max: 150 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("join" as const), one: small, other: small }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("part" as const), one: small }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("erase" as const), one: small }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("undo import" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("list" as const), one: small, on: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("change rule" as const),
      nth: fc.nat({ max: 3 }),
      rule: fc.nat({ max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("archive" as const), aside: fc.boolean() }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

class Killed extends Error {}

/** A workspace with a list, and a segment of each rule. */
class Played {
  readonly shop: Segments;
  readonly list: number;
  readonly ids: number[] = [];
  #imports = 1;

  private constructor(shop: Segments, list: number) {
    this.shop = shop;
    this.list = list;
  }

  static async open(): Promise<Played> {
    const shop = await Segments.open();
    const played = new Played(shop, await shop.make("By hand", null));
    for (const [nth, rule] of RULES(played.list).entries())
      played.ids.push(await shop.make(`Rule ${nth}`, rule));
    return played;
  }

  async do(given: Step): Promise<void> {
    const { world } = this.shop;
    switch (given.kind) {
      case "send":
        return this.send(given.events);
      case "work":
        return this.work(given.kill);
      case "pass time":
        return world.clock.advance(given.hours * HOUR);
      case "join":
        return this.join(given.one, given.other);
      case "part":
        return this.part(given.one);
      case "erase":
        return this.erase(given.one);
      case "undo import": {
        await undoImport(world, asId<ImportId>(this.#imports), undoHooks, new AbortController().signal);
        this.#imports += 1;
        return;
      }
      case "list": {
        const [profile] = await this.pick(given.one);
        if (profile === undefined) return;
        await fill(
          world,
          this.list,
          { type: "profile_id", values: [String(profile)] },
          { by: "test", on: given.on },
        );
        return;
      }
      case "change rule":
        return this.changeRule(given.nth, given.rule);
      case "archive": {
        await setAside(world, this.ids[1] ?? 0, given.aside, "test");
      }
    }
  }

  private async send(events: Extract<Step, { kind: "send" }>["events"]): Promise<void> {
    const now = this.shop.world.clock.now();
    const importId = asId<ImportId>(this.#imports);
    const told = events.map(({ user, visitor, name, ago, imported }) => ({
      ...{ userId: user === null ? null : `u${user}`, anonymousId: `a${visitor}`, name: NAMES[name] ?? "" },
      ...{ at: now - ago * HOUR, importId: imported ? importId : null },
    }));
    await this.shop.send(...told.filter((one) => one.importId === null));
    const brought = told.filter((one) => one.importId !== null);
    if (brought.length > 0) await this.shop.send(...brought);
  }

  /** Works until the end, or until it is killed at the nth time that it reaches a stage. */
  private async work(kill: readonly [number, number] | null): Promise<void> {
    let reached = 0;
    const die = (stage: TickStage) => {
      if (kill && stage === STAGES[kill[0]] && reached++ === kill[1]) throw new Killed();
    };
    await this.shop.work(die).catch((failure: unknown) => {
      if (!(failure instanceof Killed)) throw failure;
    });
  }

  /** The nth profile that there is. */
  private async pick(nth: number): Promise<ProfileId[]> {
    return (await profilesAfter(this.shop.world.state, 0, 100)).slice(nth, nth + 1);
  }

  private async join(one: number, other: number): Promise<void> {
    const [[left], [right]] = [await this.pick(one), await this.pick(other)];
    const { world } = this.shop;
    if (left === undefined || right === undefined || left === right) return;
    await decide(world, (tx) => joinByHand(tx, [left, right], { reason: "test", by: "test" }, world));
  }

  private async part(nth: number): Promise<void> {
    const { world } = this.shop;
    const merges = await world.state
      .selectFrom("merge")
      .select("id")
      .where("undone_at", "is", null)
      .execute();
    const merge = merges[nth % Math.max(1, merges.length)];
    if (!merge) return;
    await decide(world, (tx) => undoMerge(tx, merge.id, { reason: "test", by: "test" }, world));
  }

  private async erase(nth: number): Promise<void> {
    const { world } = this.shop;
    const [profileId] = await this.pick(nth);
    if (profileId === undefined) return;
    const handles = (await profilesAmong(world.state, [asId(profileId)])).get(profileId) ?? [];
    await eraseSubject(world, () => capabilities, { profileId, handles, by: "test" });
  }

  /** Numbers of erased customers that segments still know. */
  async erasedLeftovers(): Promise<unknown[]> {
    const { state, facts } = this.shop.world;
    const erasures = await state.selectFrom("erasure").select("handle_ids").execute();
    const gone = erasures.flatMap(({ handle_ids }) => handle_ids);
    const touched = await state.selectFrom("segment_touched").select("handle_ids").execute();
    const due = await state.selectFrom("segment_due").select("profile_id").execute();
    const known = await facts.query<{ id: string }>(
      sql`SELECT DISTINCT toString(profile_id) AS id FROM segment_move
          UNION DISTINCT SELECT DISTINCT toString(profile_id) FROM membership`,
    );
    const all = new Set([
      ...touched.flatMap(({ handle_ids }) => handle_ids.map(Number)),
      ...due.map(({ profile_id }) => Number(profile_id)),
      ...known.map(({ id }) => Number(id)),
    ]);
    return gone.filter((id) => all.has(id));
  }

  private async changeRule(nth: number, rule: number): Promise<void> {
    const id = this.ids[nth] ?? 0;
    const { world } = this.shop;
    const { version } = await world.state
      .selectFrom("segment")
      .select("version")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    const wanted = RULES(this.list)[rule] ?? { did: did(0) };
    await change(world, id, { version, rule: wanted, why: "", acceptCost: true }, "test");
  }
}

test("memberships are what they would be from scratch, whatever happens and wherever the worker dies; each move is told once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
      const played = await Played.open();
      for (const one of steps) {
        await played.do(one);
        if (one.kind === "erase") expect(await played.erasedLeftovers()).toEqual([]);
        if (one.kind !== "work" || one.kill !== null) continue;
        expect(await played.shop.kept()).toEqual(await played.shop.fromScratch());
      }
      await setAside(played.shop.world, played.ids[1] ?? 0, false, "test");
      await played.shop.work();
      expect(await played.shop.kept()).toEqual(await played.shop.fromScratch());
      expect(toldTwice(await played.shop.moves())).toEqual([]);
      expect(await played.erasedLeftovers()).toEqual([]);
    }),
    { numRuns: RUNS, seed: 20261122, endOnFailure: true },
  );
}, 600_000);
