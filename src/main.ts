/** Where the program starts: `node src/main.ts serve`, or any verb of the command line. */
import { raiseThreads } from "./config.ts";

raiseThreads();
const { run } = await import("./cli/run.ts");
process.exitCode = await run(process.argv.slice(2));
