/** Segments of a workspace whose worker does what the test says, on the real engines. */
import { customerFigures, FIGURE_GROUPS } from "../../src/measure/customers/index.ts";
import { rfmFigures } from "../../src/measure/rfm/index.ts";
import { sql as text } from "kysely";
import { addSource } from "../../src/collect/sources/index.ts";
import { appendToInbox } from "../../src/collect/inbox/index.ts";
import type { TrackedEvent } from "../../src/core/event.ts";
import type { ProfileId, SourceId } from "../../src/core/ids.ts";
import { bound, type Sql, sql } from "../../src/core/sql.ts";
import type { Rule } from "../../src/profile/conditions/index.ts";
import { create } from "../../src/profile/segments/change.ts";
import { renewSegments, workOffSegments } from "../../src/profile/segments/jobs.ts";
import { listsOf } from "../../src/profile/segments/list-store.ts";
import { readKept } from "../../src/profile/segments/kept.ts";
import { standingsByEngine } from "../../src/profile/segments/standing.ts";
import { readSurroundings } from "../../src/profile/segments/surroundings.ts";
import type { Reached } from "../../src/profile/segments/tick.ts";
import { profilesAfter, profilesAmong } from "../../src/profile/segments/touched-store.ts";
import type { World } from "../../src/profile/segments/world.ts";
import { drainInbox } from "../../src/pipeline.ts";
import { testContext, type TestContext } from "./context.ts";
import { trackedEvent } from "./events.ts";

const goingOn = new AbortController().signal;

/** A workspace with segments. */
export class Segments {
  readonly world: World & TestContext;
  readonly source: SourceId;

  private constructor(world: World & TestContext, source: SourceId) {
    this.world = world;
    this.source = source;
  }

  /** An empty one, or one over a context that there is. */
  static async open(context?: TestContext): Promise<Segments> {
    const given = context ?? (await testContext());
    const { id } = await addSource(given.state, { name: "Shop", kind: "server" });
    return new Segments({ ...given, figures: customerFigures([...FIGURE_GROUPS, rfmFigures], 0) }, id);
  }

  /** Makes a segment; its number. */
  async make(name: string, rule: Rule | null): Promise<number> {
    const body = { name, description: "", folder: "", tags: [], rule, why: "", acceptCost: true };
    return (await create(this.world, body, "test")).id;
  }

  /** Puts the profiles that a question names (one column) into a list at once, as if a pass had found them. */
  async fill(segment: number, profiles: Sql): Promise<void> {
    await this.world.facts
      .command(sql`INSERT INTO segment_move (profile_id, at, segment_id, entered, why, segment_version, as_of, version)
        SELECT DISTINCT handle_id, now64(3), toUInt32(${segment}), 1, 'definition', 1, now64(3), 1 FROM (${profiles})`);
  }

  /** Events of now, in the inbox. */
  async put(...events: Partial<TrackedEvent>[]): Promise<void> {
    const now = this.world.clock.now();
    const stamped = events.map((event) =>
      trackedEvent({ sourceId: this.source, at: now, receivedAt: now, ...event }),
    );
    await this.world.state.transaction().execute((tx) =>
      appendToInbox(tx, {
        sourceId: this.source,
        events: stamped,
        importId: stamped[0]?.importId ?? null,
      }),
    );
  }

  /** The same, resolved and in the facts. */
  async send(...events: Partial<TrackedEvent>[]): Promise<void> {
    await this.put(...events);
    await drainInbox(this.world);
  }

  /** Does what the worker would until nothing is left to do. */
  async work(reached?: Reached): Promise<void> {
    await renewSegments(this.world);
    for (let round = 0; round < 10; round += 1) {
      await workOffSegments(this.world, goingOn, reached);
      if (!(await this.waits())) return;
    }
    throw new Error("there is no end of it");
  }

  private async waits(): Promise<boolean> {
    const { rows } = await text<{ waits: boolean }>`
      SELECT EXISTS (SELECT FROM segment_touched) OR EXISTS (SELECT FROM segment_tick)
        OR EXISTS (SELECT FROM segment WHERE pass_after IS NOT NULL AND coalesce(archived_at, deleted_at) IS NULL)
        OR EXISTS (SELECT FROM segment_due WHERE due_at <= ${new Date(this.world.clock.now())}) AS waits`.execute(
      this.world.state,
    );
    return rows[0]?.waits ?? false;
  }

  /** Who is a member of what, "profile segment" each, as it is kept. */
  async kept(): Promise<string[]> {
    const aside = await this.world.state
      .selectFrom("segment")
      .select("id")
      .where("archived_at", "is not", null)
      .execute();
    const archived = bound(
      "Array(UInt64)",
      aside.map(({ id }) => id),
    );
    const rows = await this.world.facts.query<{ member: string }>(
      sql`SELECT concat(toString(profile_id), ' ', toString(segment_id)) AS member FROM membership FINAL
          WHERE is_member = 1 AND segment_id NOT IN ${archived} ORDER BY member`,
    );
    return rows.map(({ member }) => member).toSorted();
  }

  /** The same worked out from scratch, for everybody, by the engine. */
  async fromScratch(): Promise<string[]> {
    const { world } = this;
    const kept = await readKept(world);
    const ids = await profilesAfter(world.state, 0, 1_000_000);
    const profiles = await profilesAmong(world.state, ids as unknown as Parameters<typeof profilesAmong>[1]);
    const asOf = world.clock.now();
    const surroundings = await readSurroundings(world, kept, asOf);
    const by = await standingsByEngine(world, kept.rules, profiles, { surroundings });
    const lists = await listsOf(world.state, ids);
    return ids
      .flatMap((id: ProfileId) =>
        [...(by.get(id)?.segments ?? []), ...(lists.get(id) ?? [])].map((segment) => `${id} ${segment}`),
      )
      .toSorted();
  }

  /** Every move, "profile segment entered|left", in the order of telling. */
  async moves(): Promise<string[]> {
    const rows = await this.world.facts.query<{ move: string }>(
      sql`SELECT concat(toString(profile_id), ' ', toString(segment_id), if(entered = 1, ' entered', ' left')) AS move
          FROM segment_move ORDER BY version, profile_id, segment_id`,
    );
    return rows.map(({ move }) => move);
  }

  /** The members of a segment by their user ids. */
  async members(segment: number): Promise<string[]> {
    const own = (await this.kept()).flatMap((member) => {
      const [profile, of] = member.split(" ");
      return Number(of) === segment ? Number(profile) : [];
    });
    const { rows } = await text<{ value: string }>`
      SELECT value FROM handle WHERE type = 'user_id' AND profile_id = ANY(${own}::bigint[]) ORDER BY value`.execute(
      this.world.state,
    );
    return rows.map(({ value }) => value);
  }
}

/** What is wrong with moves: two of one kind in a row for the same customer and segment. */
export function toldTwice(moves: readonly string[]): string[] {
  const last = new Map<string, string>();
  return moves.filter((move) => {
    const [profile, segment, what = ""] = move.split(" ");
    const key = `${profile} ${segment}`;
    const isWrong = (last.get(key) ?? "left") === what;
    last.set(key, what);
    return isWrong;
  });
}
