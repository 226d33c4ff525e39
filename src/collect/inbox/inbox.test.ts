import { sql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { testState } from "../../../test/kit/state.ts";
import type { TrackedEvent } from "../../core/event.ts";
import type { SourceId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import { claimNext, takeOut } from "./claim.ts";
import { groupCommit } from "./group-commit.ts";
import { toLines } from "./lines.ts";
import { appendToInbox, commitToInbox, inboxBacklog } from "./queries.ts";
import { receive } from "./receive.ts";

let state: State;

beforeEach(async () => {
  state = await testState();
});

function event(messageId: string): TrackedEvent {
  return {
    messageId,
    kind: "track",
    name: "Clicked",
    at: 0,
    receivedAt: 0,
    sourceId: 1 as SourceId,
    trust: "claimed",
    importId: null,
    userId: null,
    anonymousId: 'line\nbreak, "quote"',
    previousId: null,
    groupId: null,
    traits: {},
    properties: {},
    context: {},
  };
}

const one = (messageId: string) => [toLines([event(messageId)])];

async function append(...ids: string[]): Promise<void> {
  const events = ids.map(event);
  await state
    .transaction()
    .execute((tx) => appendToInbox(tx, { sourceId: 1 as SourceId, events, importId: null }));
}

describe("the inbox", () => {
  it("has an event in it when its sender is answered", async () => {
    await receive(state, one("m1"));
    // Another connection sees it: it is committed.
    const claim = await claimNext(state, 10);
    expect(claim?.events).toEqual([event("m1")]);
  });

  it("shares one commit among requests that come together", async () => {
    await Promise.all(["m1", "m2", "m3"].map((id) => receive(state, one(id))));
    expect(await inboxBacklog(state)).toEqual({ events: 3, imported: 0, rows: 1 });
  });

  it("syncs to disk before the commit returns, even where the database is told not to", async () => {
    await sql`CREATE TABLE seen (synchronous_commit text)`.execute(state);
    await sql`
      CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO seen VALUES (current_setting('synchronous_commit')); RETURN NULL;
      END $$`.execute(state);
    // Runs at the very end of the transaction, when the setting that rules the commit is final.
    await sql`
      CREATE CONSTRAINT TRIGGER note AFTER INSERT ON inbox
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note()`.execute(state);
    await state.connection().execute(async (connection) => {
      await sql`SET synchronous_commit = off`.execute(connection);
      await commitToInbox(connection, 1, Buffer.from("x"));
      await sql`RESET synchronous_commit`.execute(connection);
    });
    expect((await sql`SELECT * FROM seen`.execute(state)).rows).toEqual([{ synchronous_commit: "on" }]);
  });

  it("hands out rows in their order, whole ones up to the number wanted", async () => {
    await append("a", "b");
    await append("c", "d");
    await append("e");
    const ids = async (most: number) => (await claimNext(state, most))?.events.map((one) => one.messageId);
    expect(await ids(1)).toEqual(["a", "b"]);
    expect(await ids(3)).toEqual(["a", "b", "c", "d"]);
    expect(await ids(100)).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("keeps the rest of a row that is taken in part, at its place", async () => {
    await append("a", "b", "c");
    await append("d");
    const claim = await claimNext(state, 100);
    await state.transaction().execute((tx) => takeOut(tx, claim!, 2));
    expect((await claimNext(state, 100))?.events.map((one) => one.messageId)).toEqual(["c", "d"]);
  });

  it("notices that somebody else took the rows", async () => {
    await append("a");
    const claim = await claimNext(state, 1);
    await state.transaction().execute((tx) => takeOut(tx, claim!, 1));
    await expect(state.transaction().execute((tx) => takeOut(tx, claim!, 1))).rejects.toThrow(RangeError);
  });
});

describe("a commit for many", () => {
  const limits = { milliseconds: 1, most: 2, weigh: () => 1 };

  it("answers nobody before it is done, and everybody then", async () => {
    const order: string[] = [];
    const group = groupCommit<string>(async (items) => {
      order.push(`begin ${items.join()}`);
      await Promise.resolve();
      order.push(`committed ${items.join()}`);
    }, limits);
    await Promise.all(
      ["a", "b", "c"].map((item) => group.add(item).then(() => order.push(`answer ${item}`))),
    );
    expect(order.slice(0, 2)).toEqual(["begin a,b", "committed a,b"]);
    expect(order.indexOf("answer a")).toBeGreaterThan(order.indexOf("committed a,b"));
    expect(order.indexOf("answer c")).toBeGreaterThan(order.indexOf("committed c"));
    expect(group.waiting()).toBe(0);
  });

  it("that fails tells those whose items were in it, and nobody else", async () => {
    const group = groupCommit<string>(async (items) => {
      if (items.includes("bad")) throw new RangeError("bad");
    }, limits);
    const outcomes = await Promise.allSettled(["bad", "x", "good"].map((item) => group.add(item)));
    expect(outcomes.map((outcome) => outcome.status)).toEqual(["rejected", "rejected", "fulfilled"]);
  });
});
