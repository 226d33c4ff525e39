import { setTimeout as pause } from "node:timers/promises";
import { join } from "node:path";
import { type Bench, withFolder } from "./kit.ts";
import { memoryOf } from "./memory.ts";
import { startServer } from "../test/kit/server.ts";

/** From the start of a new data folder to the first page, and the memory held while nothing is asked. */
export const start: Bench = {
  name: "start",
  run: ({ seconds }) =>
    withFolder(async (folder) => {
      const data = join(folder, "data");
      const began = performance.now();
      const server = await startServer(data);
      try {
        await (await fetch(server.url)).text();
        const first = (performance.now() - began) / 1000;
        await pause(Math.min(seconds, 5) * 1000);
        const memory = await memoryOf(data);
        return [
          {
            name: "first page after start",
            figure: first,
            unit: "s",
            budget: 5,
            better: "less",
            note: "a new data folder",
          },
          {
            name: "idle memory",
            figure: memory,
            unit: "MB",
            budget: 700,
            better: "less",
            note: "with its Postgres",
          },
        ];
      } finally {
        await server.stop();
      }
    }),
};
