import type { JsonObject } from "../../core/json.ts";

/**
 * The write key of an Authorization header: Basic with the key as user name (a missing colon is
 * tolerated), or Bearer. Null where the header holds none.
 */
export function keyOfHeader(header: string | undefined): string | null {
  const match = /^(basic|bearer)\s+(\S+)\s*$/i.exec(header ?? "");
  const credentials = match?.[2];
  if (!credentials) return null;
  if (match[1]?.toLowerCase() === "bearer") return credentials;
  const decoded = Buffer.from(credentials, "base64").toString("utf8");
  return decoded.split(":", 1)[0] || null;
}

/** The write key of a body. */
export function keyOfBody(body: JsonObject): string | null {
  const key = body["writeKey"];
  return typeof key === "string" && key !== "" ? key : null;
}
