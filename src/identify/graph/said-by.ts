import type { Actor } from "../../core/permission.ts";

/** Who decided, as it is kept: by kind and number, since names change and people leave. */
export function saidBy(actor: Actor | null): string {
  return actor ? `${actor.kind} ${actor.id}` : "";
}
