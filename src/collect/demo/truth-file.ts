import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { truthOf, type ShopOptions } from "../../../simulator/index.ts";

const NAME = "demo-truth.json";

/** Writes what is true of each of the shop's customers, as a JSON array, a customer a line. */
export async function writeTruth(dataDir: string, shop: ShopOptions): Promise<void> {
  const draft = join(dataDir, `${NAME}.draft`);
  const file = createWriteStream(draft, { mode: 0o600 });
  let before = "[\n";
  for (const truth of truthOf(shop)) {
    const room = file.write(`${before}${JSON.stringify(truth)}`);
    before = ",\n";
    if (!room) await once(file, "drain");
  }
  file.end("\n]\n");
  await finished(file);
  await rename(draft, join(dataDir, NAME));
}

/** Takes the file away with the demo. */
export async function removeTruth(dataDir: string): Promise<void> {
  await rm(join(dataDir, NAME), { force: true });
}
