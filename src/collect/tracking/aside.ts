import type { AsideWork } from "../../core/context.ts";
import type { Result } from "../../core/result.ts";
import { track, type NoSuccess, type TrackingCall } from "./track.ts";

/** A call as it travels, and how many events may wait (for tests). */
export type HandedCall = Omit<TrackingCall, "body"> & {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly mostBacklog: number | undefined;
};

/** Takes a call in, beside the thread that answers. */
export const takingIn: AsideWork<HandedCall, Result<null, NoSuccess>> = {
  name: "collect/tracking",
  run(context, { body, mostBacklog, ...call }) {
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    return track(context, { ...call, body: bytes }, mostBacklog);
  },
  moves: ({ body }) => [body.buffer],
};

/** A body as bytes of their own: small ones come as parts of a pool, which may not be handed over. */
export function ownBytes(body: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer } = body;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === body.byteLength) return new Uint8Array(buffer);
  return new Uint8Array(body);
}
