export { appendToInbox, inboxBacklog } from "./queries.ts";
export type { Backlog } from "./queries.ts";
