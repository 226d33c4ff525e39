import type { Capability } from "../../core/capability.ts";
import { personalData } from "./personal-data.ts";

export { changeWithFacts } from "./aside-store.ts";
export { appendLinesToInbox, dropWaiting, importWaits } from "./imported.ts";
export { untilInserted } from "./inserted-queries.ts";
export { appendToInbox, inboxBacklog } from "./queries.ts";
export { receive } from "./receive.ts";
export { MOST_BACKLOG, reportEmpty, trackedBacklog } from "./gauge.ts";
export { logRejected, writeRejectedIn } from "./rejected.ts";
export { inboxWake } from "./wake.ts";
export { asOnlyWorker } from "./lock.ts";
export { Worker } from "./work.ts";
export type { Outcome, Pipeline, Stage } from "./work.ts";

/** What was acknowledged, on its way to the facts; and the log of what was refused. */
export const capability: Capability = { name: "collect/inbox", personalData };
