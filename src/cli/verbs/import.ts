import { createReadStream, existsSync, statSync } from "node:fs";
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ImportView, Preview } from "../../collect/imports/contract.ts";
import type { Client } from "../client.ts";
import type { JsonObject } from "../../core/json.ts";
import { readJsonFile } from "../json-file.ts";
import { NotDone, UsageError } from "../outcome.ts";
import type { Verb } from "../verb.ts";

const POLL_MS = 250;

/** Imports a file and waits for its report. */
export const importFile: Verb = {
  name: "import",
  summary: "Imports a file (CSV, JSONL, Parquet) and answers with the report.",
  usage: "FILE [--kind KIND] [--mapping FILE|NAME] [--source NAME]",
  options: {
    kind: { means: "order-lines, orders, customers, events or consents; guessed where left out" },
    mapping: {
      means: "which column is what: a JSON file (what it leaves out is guessed), or a saved one's name",
    },
    source: { means: "the source that the data comes from; made where it is missing" },
  },
  words: { least: 1, most: 1 },
  async run(client, { words: [file = ""], options: { kind, mapping, source } }) {
    if (!statSync(file, { throwIfNoEntry: false })?.isFile())
      throw new UsageError(`There is no file ${file}.`);
    const written =
      mapping !== undefined && existsSync(mapping) ? readJsonFile(mapping, "mapping") : undefined;
    const query = { filename: basename(file), kind, source, mapping: written ? undefined : mapping };
    const upload = { method: "POST", path: "/api/v1/imports", query, body: createReadStream(file) } as const;
    const { id } = await client.ask<ImportView>(upload);
    if (written) await correct(client, id, written);
    await client.ask({ method: "POST", path: `/api/v1/imports/${id}/start` });
    return finished(client, id);
  },
};

/** What the file says stands; the rest stays as it was guessed. */
async function correct(client: Client, id: number, written: JsonObject): Promise<void> {
  const { mapping } = await client.ask<Preview>({ path: `/api/v1/imports/${id}/preview` });
  const json = { ...mapping, ...written };
  await client.ask({ method: "PUT", path: `/api/v1/imports/${id}/mapping`, json });
}

async function finished(client: Client, id: number): Promise<unknown> {
  for (;;) {
    const now = await client.ask<ImportView>({ path: `/api/v1/imports/${id}` });
    if (now.status === "done") return { id, ...now.report };
    if (now.problem || now.status === "failed" || now.status === "cancelled") {
      const { message = `it is ${now.status}`, fix = "" } = now.problem ?? {};
      throw new NotDone(`The import did not finish: ${message} ${fix}`.trim());
    }
    await sleep(POLL_MS);
  }
}
