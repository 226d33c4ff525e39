/** The server's clock jumps, and an event breaks a step, while others go on sending over HTTP. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addSource } from "../../src/collect/sources/index.ts";
import { sql } from "../../src/core/sql.ts";
import { drainInbox } from "../../src/pipeline.ts";
import { type TestApp, testApp } from "../kit/app.ts";
import { purchase } from "../kit/sender.ts";

const HOUR = 3_600_000;

let program: TestApp;
let authorization: string;
let test = 0;

beforeAll(async () => {
  program = await testApp();
  const { writeKey } = await addSource(program.context.state, { name: "Shop", kind: "server" });
  authorization = `Basic ${btoa(`${writeKey}:`)}`;
});

beforeEach(() => {
  test += 1;
});

const own = (nth: number) => `test-${test}-${nth}`;

async function send(...batch: object[]): Promise<void> {
  const { statusCode } = await program.app.inject({
    method: "POST",
    url: "/v1/batch",
    headers: { authorization },
    payload: { batch },
  });
  expect(statusCode).toBe(200);
}

async function stored(): Promise<string[]> {
  await drainInbox(program.context);
  const rows = await program.context.facts.query<{ message_id: string }>(sql`
    SELECT message_id FROM event WHERE startsWith(message_id, ${own(0).slice(0, -1)}) ORDER BY message_id`);
  return rows.map((row) => row.message_id);
}

describe("a clock that jumps", () => {
  it.each([
    ["back by an hour", [-HOUR]],
    ["ahead by an hour", [HOUR]],
    ["to and fro", [HOUR, -2 * HOUR, HOUR, -HOUR, 2 * HOUR]],
    ["ahead by a day and back", [24 * HOUR, -24 * HOUR]],
  ])("%s loses and doubles nothing, though senders repeat themselves", async (_how, jumps) => {
    let sent = 0;
    await send(purchase(own(sent)));
    for (const jump of jumps) {
      program.context.clock.advance(jump);
      // The batch before comes again, as after an answer that was lost on its way.
      await send(purchase(own(sent)), purchase(own((sent += 1))));
      if (sent % 2 === 1) await drainInbox(program.context);
      await send(purchase(own(sent)));
    }
    expect(await stored()).toEqual(Array.from({ length: sent + 1 }, (_, nth) => own(nth)));
  });

  it("gives an event that names no time the time of the clock then", async () => {
    program.context.clock.advance(-HOUR);
    const then = program.context.clock.now();
    await send(purchase(own(0)));
    program.context.clock.advance(2 * HOUR);
    await stored();
    const rows = await program.context.facts.query(sql`
      SELECT toUnixTimestamp64Milli(at) AS at FROM event WHERE message_id = ${own(0)}`);
    expect(rows).toEqual([{ at: String(then) }]);
  });
});

describe("an event that makes a step throw", () => {
  it("stands in nobody's way: those around it arrive, and it is told among the rejected", async () => {
    const { context } = program;
    const broken = { ...purchase(own(1)), messageId: own(1) };
    await send(purchase(own(0)), broken, purchase(own(2)));
    await send(purchase(own(3)));
    const facts = new Proxy(context.facts, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        if (name !== "insert") return value.bind(target) as unknown;
        return (insert: Parameters<typeof target.insert>[0]) =>
          insert.table !== "message" && insert.rows.includes(`"${own(1)}"`)
            ? Promise.reject(new TypeError("not storable"))
            : target.insert(insert);
      },
    });
    await drainInbox({ ...context, facts });
    expect(await stored()).toEqual([own(0), own(2), own(3)]);
    const rejected = await context.state.selectFrom("rejected_event").select("reason").distinct().execute();
    expect(rejected).toEqual([{ reason: "not_storable" }]);
  });
});
