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

/** Sends messages as a source does; throws where they are not taken. */
export async function sendBatch(
  server: RunningServer,
  writeKey: string,
  batch: readonly object[],
): Promise<void> {
  const body = JSON.stringify({ writeKey, batch });
  const headers = { "content-type": "application/json" };
  const { status } = await fetch(`${server.url}/v1/batch`, { method: "POST", headers, body });
  if (status !== 200) throw new Error(`not taken: ${status}`);
}

/** The id of the profile that has an identifier (`type:value`), once there is one. */
export function profileIdOf(server: RunningServer, identifier: string): Promise<string> {
  return eventually(async () => {
    type Meta = { metadata: { profile_id: string } };
    return (await profile<Meta>(server, identifier, "metadata"))?.metadata.profile_id ?? null;
  }, `${identifier} is known`);
}
