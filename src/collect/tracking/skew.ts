import { AHEAD_MILLISECONDS } from "./limits.ts";

/**
 * When an event happened by the server's clock: the device says when it happened and when it
 * sent, and the difference of the two is right however wrong its clock is.
 * `timestamp = receivedAt − (sentAt − originalTimestamp)`; without `sentAt` the timestamp stands.
 */
export function withoutSkew(receivedAt: number, sentAt: number | null, original: number | null): number {
  if (original === null) return receivedAt;
  return sentAt === null ? original : receivedAt - (sentAt - original);
}

/** Whether a time can be that of an event: since 1970, and not after tomorrow. */
export function isPlausible(at: number, receivedAt: number): boolean {
  return at >= 0 && at <= receivedAt + AHEAD_MILLISECONDS;
}

/** Reads a time as SDKs send it: ISO 8601, or milliseconds since 1970. Null where it is neither. */
export function readTime(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? Math.trunc(value) : null;
  if (typeof value !== "string" || !/^[+-]?\d{4}/.test(value)) return null;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : time;
}
