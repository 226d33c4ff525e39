import type { RunningServer } from "./server.ts";
import { eventually } from "./eventually.ts";

/** An event as the Profile API tells it. */
export type ToldEvent = { readonly event: string; readonly type: string; readonly message_id?: string };

/** Makes a source and gives its write key. */
export async function makeSource(
  server: RunningServer,
  kind: "server" | "browser",
): Promise<{ id: number; writeKey: string }> {
  const { status, body } = await server.ask<{ id: number; writeKey: string }>("POST", "/api/v1/sources", {
    name: `A ${kind}`,
    kind,
  });
  if (status !== 201) throw new Error(`no source: ${status}`);
  return body;
}

/** The profile behind `type:value` as the Profile API has it; null while there is none. */
export async function profile<Body>(
  server: RunningServer,
  identifier: string,
  part: "events" | "traits" | "external_ids" | "metadata",
): Promise<Body | null> {
  const path = `/v1/spaces/default/collections/users/profiles/${encodeURIComponent(identifier)}/${part}?limit=200`;
  const { status, body } = await server.ask<Body>("GET", path);
  return status === 200 ? body : null;
}

/** The profile's events, once there are as many as expected. */
export function eventsOf(server: RunningServer, identifier: string, atLeast: number): Promise<ToldEvent[]> {
  return eventually(async () => {
    const answer = await profile<{ data: ToldEvent[] }>(server, identifier, "events");
    return answer && answer.data.length >= atLeast ? answer.data : null;
  }, `${atLeast} events of ${identifier}`);
}
