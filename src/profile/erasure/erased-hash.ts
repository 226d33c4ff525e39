import { createHmac } from "node:crypto";
import { keyOf, type Identifier } from "../../identify/graph/index.ts";

/** An identifier of an erased customer, as it is remembered: without the secret it says nothing. */
export type Erased = {
  readonly secret: string;
  /** HMAC-SHA-256 of type and normalised value, in hex. */
  readonly hash: string;
  /** Milliseconds since 1970, UTC. */
  readonly erasedAt: number;
};

/** The hash of an identifier under a workspace's secret, in hex. */
export function hashOf(secret: string, identifier: Identifier): string {
  return createHmac("sha256", secret).update(keyOf(identifier)).digest("hex");
}
