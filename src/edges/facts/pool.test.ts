import { expect, test } from "vitest";
import { Pool } from "./pool.ts";

test("who asked first is served first", async () => {
  const pool = new Pool(["only"]);
  const first = await pool.lease({});
  const order: string[] = [];
  const wait = (name: string) =>
    pool.lease({}).then((lease) => {
      order.push(name);
      lease.release();
    });
  const all = [wait("second"), wait("third"), wait("fourth")];
  first.release();
  await Promise.all(all);
  expect(order).toEqual(["second", "third", "fourth"]);
});

test("who goes away leaves the queue", async () => {
  const pool = new Pool(["only"]);
  const first = await pool.lease({});
  const asker = new AbortController();
  const waiting = pool.lease({ signal: asker.signal });
  const next = pool.lease({});
  asker.abort("gone");
  await expect(waiting).rejects.toBe("gone");
  first.release();
  expect((await next).connection).toBe("only");
});

test("who waits longer than the question may take is told so", async () => {
  const pool = new Pool(["only"]);
  await pool.lease({});
  await expect(pool.lease({ timeout: 0.01 })).rejects.toMatchObject({ code: "timeout" });
});

test("a connection given back twice is free once", async () => {
  const pool = new Pool(["only"]);
  const lease = await pool.lease({});
  lease.release();
  lease.release();
  await pool.lease({});
  await expect(pool.lease({ timeout: 0.01 })).rejects.toMatchObject({ code: "timeout" });
});

test("closing refuses those who wait and those who come", async () => {
  const pool = new Pool(["only"]);
  await pool.lease({});
  const waiting = pool.lease({});
  pool.close();
  await expect(waiting).rejects.toMatchObject({ code: "unavailable" });
  await expect(pool.lease({})).rejects.toMatchObject({ code: "unavailable" });
});
