export { appendToInbox, inboxBacklog } from "./queries.ts";
export type { Backlog } from "./queries.ts";
export { receive } from "./receive.ts";
export { MOST_BACKLOG, trackedBacklog } from "./gauge.ts";
export { logRejected, writeRejected } from "./rejected.ts";
export type { RejectedEvent } from "./rejected.ts";
export { untilWork } from "./wake.ts";
