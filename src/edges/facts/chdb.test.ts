import { execFile } from "node:child_process";
import { getPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { testFolder } from "../../../test/kit/context.ts";
import { factsFolder, chdbFacts } from "../../../test/kit/facts.ts";
import { sql } from "../../core/sql.ts";
import { openChdb } from "./chdb.ts";
import { engineThreads } from "./step-back.ts";

const run = promisify(execFile);

test("a second process is told which one has the folder open", async () => {
  const facts = await chdbFacts();
  const door = fileURLToPath(new URL("index.ts", import.meta.url));
  const program = `
    const { openChdb } = await import(${JSON.stringify(door)});
    await openChdb({ path: ${JSON.stringify(factsFolder())} }).then(
      () => console.log("opened"),
      (problem) => console.log(problem.code, problem.message),
    );`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", program]);
  expect(stdout).toContain(`in use by process ${process.pid}`);
  expect(stdout).toMatch(/^unavailable /);
  await facts.close();
});

test("what was stored is there when the folder is opened again", async () => {
  const database = `again_${process.pid}`;
  const first = await chdbFacts({ database });
  await first.insert({
    table: "alias",
    rows: Buffer.from('{"handle_id":2,"profile_id":1,"version":1}'),
    token: "a",
  });
  await first.close();
  const second = await openChdb({ path: factsFolder(), database });
  expect(await second.query(sql`SELECT profile_id FROM alias`)).toEqual([{ profile_id: "1" }]);
  await second.close();
});

test("the engine's threads give way to those that answer people", async () => {
  const facts = await chdbFacts();
  await facts.query(sql`SELECT count() FROM numbers_mt(1000000)`);
  const threads = engineThreads();
  // Only Linux has nice values for threads.
  expect(threads.length > 0).toBe(process.platform === "linux");
  const given = threads.map((thread) => getPriority(thread));
  expect(given.every((nice) => nice === 19 || nice > getPriority())).toBe(true);
  await facts.close();
});

test("a thread that ends, as the worker's does, takes the engine of the others not along", async () => {
  const [door, capabilities] = ["index.ts", "../../capabilities.ts"].map((path) =>
    JSON.stringify(new URL(path, import.meta.url).href),
  );
  // In a process of its own: an engine that was taken away never answers and never lets the process end.
  const program = `
    import { once } from "node:events";
    import { Worker } from "node:worker_threads";
    import { openChdb } from ${door};
    import { sql } from ${JSON.stringify(new URL("../../core/sql.ts", import.meta.url).href)};
    const facts = await openChdb({ path: ${JSON.stringify(await testFolder())} });
    const ask = async () => console.log(await facts.query(sql\`SELECT 'answered' AS said\`));
    await ask();
    const thread = 'Promise.all([import(${door}), import(${capabilities})])';
    await once(new Worker(thread, { eval: true }), "exit");
    await ask();
    await facts.close();`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", program], {
    timeout: 60_000,
    killSignal: "SIGKILL",
  });
  expect(stdout.match(/answered/g)).toHaveLength(2);
}, 120_000);

test("closing stops what still runs and refuses what comes after", async () => {
  const facts = await chdbFacts();
  const endless = facts.query(sql`SELECT sum(sipHash64(number)) AS total FROM numbers(1000000000000000)`);
  const ended = endless.catch((problem: unknown) => problem);
  await facts.close();
  expect(await ended).toMatchObject({ code: "unavailable" });
  await expect(facts.ping()).rejects.toMatchObject({ code: "unavailable" });
});
