/** Where the worker's thread starts: the jobs of all capabilities. */
import { capabilities } from "./capabilities.ts";
import { startJobs } from "./jobs.ts";
import { joinProgram } from "./on-thread.ts";

/** Requests come first: people wait for them. */
const STEPS_BACK = 5;

const { context, stopped, leave } = await joinProgram(STEPS_BACK);
const stopJobs = startJobs(capabilities, context);
await stopped;
await stopJobs();
await leave();
