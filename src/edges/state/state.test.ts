import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { getPriority, setPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, onTestFinished, test, vi } from "vitest";
import { quiet } from "../../../test/kit/log.ts";
import { testDatabase, testState } from "../../../test/kit/state.ts";
import { isAlive } from "./cluster.ts";
import { keepPostgres, openState } from "./index.ts";
import { listenForSilence } from "./silence.ts";

async function folderForTest(name = ""): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `tenure-keeper-${name}`));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test("a fresh state is migrated and empty", async () => {
  const state = await testState();
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM workspace`.execute(state);
  expect(rows).toEqual([{ count: 1 }]);
});

test("numbers beyond 2^53 are refused instead of rounded", async () => {
  const state = await testState();
  await expect(sql`SELECT 9007199254740993::int8 AS big`.execute(state)).rejects.toThrow(/2\^53/);
});

test("what is committed survives a Postgres that is killed, and it comes back by itself", async () => {
  const keeper = await keepPostgres({ folder: await folderForTest(), log: quiet });
  onTestFinished(() => keeper.stop());
  const state = openState({ connection: keeper.connection, log: quiet });
  onTestFinished(() => state.destroy());
  await sql`CREATE TABLE kept (id int)`.execute(state);
  await sql`INSERT INTO kept VALUES (1)`.execute(state);

  const killed = keeper.pid() ?? 0;
  process.kill(killed, "SIGKILL");
  await vi.waitUntil(() => keeper.pid() !== killed && keeper.pid() !== null, { timeout: 20_000 });

  await vi.waitFor(
    async () => {
      const { rows } = await sql`SELECT id FROM kept`.execute(state);
      expect(rows).toEqual([{ id: 1 }]);
    },
    { timeout: 20_000 },
  );
});

test("a statement that meets a dead Postgres is refused as unavailable, with a time to try again", async () => {
  const keeper = await keepPostgres({ folder: await folderForTest(), log: quiet });
  const state = openState({ connection: keeper.connection, log: quiet });
  onTestFinished(() => state.destroy());
  await keeper.stop();
  await expect(sql`SELECT 1`.execute(state)).rejects.toMatchObject({ code: "unavailable", retryAfter: 2 });
});

test("what Postgres does for a thread gives way to others as the thread does, on Linux", async () => {
  const keeper = await keepPostgres({ folder: await folderForTest(), log: quiet });
  onTestFinished(() => keeper.stop());
  const before = getPriority();
  // From here on this process is a little slower than Postgres, which was started before.
  setPriority(Math.min(19, before + 1));
  const state = openState({ connection: keeper.connection, log: quiet, size: 1 });
  onTestFinished(() => state.destroy());

  const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(state);
  expect(getPriority(rows[0]?.pid)).toBe(process.platform === "linux" ? getPriority() : before);
});

test("a Postgres that a killed parent left is adopted, not started twice", async () => {
  const folder = await folderForTest();
  const left = await keepPostgres({ folder, log: quiet });
  const adopter = await keepPostgres({ folder, log: quiet });
  expect(adopter.pid()).toBe(left.pid());
  const pid = adopter.pid() ?? 0;
  await Promise.all([left.stop(), adopter.stop()]);
  expect(isAlive(pid)).toBe(false);
});

test("what was in memory is read into it again after a restart, before anybody asks", async () => {
  const folder = await folderForTest();
  const first = await keepPostgres({ folder, log: quiet });
  const filling = openState({ connection: first.connection, log: quiet });
  await sql`CREATE TABLE known AS SELECT n AS id, repeat('x', 500) AS said FROM generate_series(1, 10000) n`.execute(
    filling,
  );
  await filling.destroy();
  await first.stop();

  const second = await keepPostgres({ folder, log: quiet });
  onTestFinished(() => second.stop());
  const state = openState({ connection: second.connection, log: quiet });
  onTestFinished(() => state.destroy());
  await sql`CREATE EXTENSION pg_buffercache`.execute(state);
  await vi.waitFor(
    async () => {
      const { rows } = await sql`
        SELECT count(*) = pg_relation_size('known') / 8192 AS "allOfIt"
        FROM pg_buffercache WHERE relfilenode = pg_relation_filenode('known') AND relforknumber = 0`.execute(
        state,
      );
      expect(rows).toEqual([{ allOfIt: true }]);
    },
    { timeout: 20_000 },
  );
});

test("a Postgres that hangs is left to the next start, and keeps nobody from ending", async () => {
  const keeper = await keepPostgres({ folder: await folderForTest(), log: quiet, patience: 100 });
  const pid = keeper.pid() ?? 0;
  process.kill(pid, "SIGSTOP");
  await keeper.stop();
  expect(isAlive(pid)).toBe(true);
  process.kill(pid, "SIGCONT");
  await vi.waitUntil(() => !isAlive(pid), { timeout: 20_000 });
});

test("a process that ended is not alive, though nobody has asked how it ended", async () => {
  const parent = spawn("sh", ["-c", "true & echo $!; exec sleep 60"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void parent.kill());
  const [said] = (await once(parent.stdout, "data")) as [Buffer];
  const ended = Number(said);
  expect(process.kill(ended, 0)).toBe(true);
  await vi.waitUntil(() => !isAlive(ended), { timeout: 20_000 });
  expect(isAlive(parent.pid ?? 0)).toBe(true);
});

test("a folder too deep for a unix socket is served on loopback", async () => {
  const folder = join(await folderForTest(), "d".repeat(100));
  const keeper = await keepPostgres({ folder, log: quiet });
  onTestFinished(() => keeper.stop());
  expect(keeper.connection.host).toBe("127.0.0.1");
});

test("a statement that takes long is waited for while Postgres answers others", async () => {
  const { url, drop } = await testDatabase();
  const state = openState({ connection: { url }, log: quiet });
  const listen = listenForSilence({ connectionString: url }, 50);
  const { rows } = await listen(sql<{ done: number }>`SELECT 1 AS done FROM pg_sleep(0.5)`.execute(state));
  expect(rows).toEqual([{ done: 1 }]);
  await state.destroy();
  await drop();
});
