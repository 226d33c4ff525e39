import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { type Bench, withServer } from "./kit.ts";

const run = promisify(execFile);
const LINES_AN_ORDER = 10;

/** Order lines like those of a wholesaler's export: ten to an order, a tenth as many customers as orders. */
function* orderLines(lines: number): Generator<string> {
  yield "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n";
  for (let line = 0; line < lines; line += 1) {
    const order = Math.floor(line / LINES_AN_ORDER);
    const day = new Date(Date.UTC(2024, 0, 1) + (order % 700) * 86_400_000).toISOString().slice(0, 10);
    yield `${100_000 + order},P${line % 3000},A thing of many uses,${1 + (line % 6)},${day} 10:${10 + (line % 50)}:00,${(line % 90) + 0.95},${10_000 + (order % Math.ceil(lines / 100))},France\n`;
  }
}

/** A file of order lines from the command line until the report is there. */
export const importing: Bench = {
  name: "import",
  run: ({ rows }) =>
    withServer(async (server) => {
      const file = join(server.dataDir, "..", "lines.csv");
      await pipeline(Readable.from(orderLines(rows)), createWriteStream(file));
      const began = performance.now();
      const { stdout } = await run(
        process.execPath,
        ["src/main.ts", "import", file, "--kind", "order-lines", "--json"],
        { env: { ...process.env, DATA_DIR: server.dataDir } },
      );
      const took = (performance.now() - began) / 1000;
      const report = JSON.parse(stdout) as { rows: number; orders: number };
      const note = `${report.rows} lines, ${report.orders} orders`;
      return [
        {
          name: "file import",
          figure: report.rows / took,
          unit: "lines/s",
          budget: 100_000,
          better: "more",
          note,
        },
      ];
    }),
};
