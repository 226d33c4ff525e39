import type { Trust } from "../../core/event.ts";

/** What decides between two values: who said it and when. */
export type Said = { readonly trust: Trust; readonly at: number; readonly messageId: string };

/** Whether `next` takes the place of `present`: a claim never that of a trusted one; else the later, and of equals the greater message id. */
export function supersedes(next: Said, present: Said): boolean {
  if (next.trust !== present.trust) return next.trust === "trusted";
  if (next.at !== present.at) return next.at > present.at;
  return next.messageId > present.messageId;
}
