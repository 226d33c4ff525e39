import { createReadStream, existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ImportView } from "../../collect/imports/contract.ts";
import type { Client } from "../client.ts";
import { UsageError } from "../outcome.ts";
import type { Verb } from "../verb.ts";

const POLL_MS = 250;

/** Imports a file and waits for its report. */
export const importFile: Verb = {
  name: "import",
  summary: "Imports a file (CSV, JSONL, Parquet) and answers with the report.",
  usage: "FILE [--kind KIND] [--mapping FILE|NAME] [--source NAME]",
  options: {
    kind: { means: "order-lines, orders, customers, events or consents; guessed where left out" },
    mapping: { means: "which column is what: a JSON file, or the name of a saved mapping" },
    source: { means: "the source that the data comes from; made where it is missing" },
  },
  words: { least: 1, most: 1 },
  async run(client, { words: [file = ""], options: { kind, mapping, source } }) {
    if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
    const written = mapping !== undefined && existsSync(mapping) ? readMapping(mapping) : undefined;
    const query = { filename: basename(file), kind, source, mapping: written ? undefined : mapping };
    const upload = { method: "POST", path: "/api/v1/imports", query, body: createReadStream(file) } as const;
    const { id } = await client.ask<ImportView>(upload);
    const json = written === undefined ? {} : { mapping: written };
    await client.ask({ method: "POST", path: `/api/v1/imports/${id}/start`, json });
    return finished(client, id);
  },
};

function readMapping(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new UsageError(`The mapping ${file} is not JSON.`, { cause });
  }
}

async function finished(client: Client, id: number): Promise<unknown> {
  for (;;) {
    const now = await client.ask<ImportView>({ path: `/api/v1/imports/${id}` });
    if (now.status === "done") return { id, ...now.report };
    if (now.problem || now.status === "failed" || now.status === "cancelled") {
      const { message = `it is ${now.status}`, fix = "" } = now.problem ?? {};
      throw new Error(`The import did not finish: ${message} ${fix}`.trim());
    }
    await sleep(POLL_MS);
  }
}
