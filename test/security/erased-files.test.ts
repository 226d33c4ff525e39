/** An erasure is finished when no file of the facts holds the person's values any more. */
import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { addSource } from "../../src/collect/sources/index.ts";
import { drainInbox } from "../../src/pipeline.ts";
import { Purge } from "../../src/profile/erasure/purge.ts";
import { testApp, type TestApp } from "../kit/app.ts";
import { eventually } from "../kit/eventually.ts";
import { factsFolder } from "../kit/facts.ts";

let shop: TestApp;
let writeKey: string;
const erased = `e${randomBytes(16).toString("hex")}`;
const kept = `k${randomBytes(16).toString("hex")}`;
type Listed = { erasures: { id: string; erasedAt: string | null; finishedAt: string | null }[] };

beforeAll(async () => {
  shop = await testApp();
  writeKey = (await addSource(shop.context.state, { name: "Server", kind: "server" })).writeKey;
});

/** Whether a value stands in any file below the folder of the facts. */
async function standsInFiles(value: string): Promise<boolean> {
  const files = await readdir(factsFolder(), { recursive: true, withFileTypes: true });
  for (const file of files.filter((one) => one.isFile())) {
    // Files come and go while the engine merges them.
    const text = await readFile(join(file.parentPath, file.name), "latin1").catch(() => "");
    if (text.includes(value)) return true;
  }
  return false;
}

/** Waits until a value stands in a file: one look may miss what the engine moves to another meanwhile. */
function stands(value: string): Promise<true> {
  return eventually(async () => ((await standsInFiles(value)) ? true : null), "the value stands in a file");
}

const listed = async () =>
  (await shop.app.inject({ url: "/api/v1/erasures", headers: shop.owner })).json<Listed>().erasures;

test("the bytes of an erased customer leave the files of the facts, and only then it counts as finished", async () => {
  const batch = [erased, kept].flatMap((userId) => [
    { type: "identify", userId, traits: { nickname: `${userId}-name` } },
    { type: "track", event: "Order Completed", userId, properties: { order_id: `${userId}-1`, total: 5 } },
  ]);
  await shop.app.inject({ method: "POST", url: "/v1/batch", payload: { writeKey, batch } });
  await drainInbox(shop.context);
  const list = await shop.app.inject({ url: `/api/v1/customers?q=${erased}`, headers: shop.owner });
  const { id } = list.json<{ rows: { id: string }[] }>().rows[0] ?? { id: "" };
  await stands(erased);
  await stands(kept);

  const url = `/api/v1/profiles/${id}/erase`;
  const answer = await shop.app.inject({ method: "POST", url, headers: shop.owner, payload: { id } });
  expect(answer.statusCode).toBe(200);
  expect(await listed()).toMatchObject([{ id, erasedAt: expect.any(String) as string, finishedAt: null }]);

  const purge = new Purge(0);
  await eventually(
    async () => {
      await purge.step(shop.context);
      const [erasure] = await listed();
      return erasure?.finishedAt ? true : null;
    },
    "the erasure is finished",
    180_000,
  );
  expect(await standsInFiles(erased)).toBe(false);
  await stands(kept);
}, 240_000);
