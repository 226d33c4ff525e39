/** The token that an `authorization` header carries: Bearer, or the user name of Basic; null without one. */
export function tokenIn(header: string | undefined): string | null {
  const [scheme = "", value = ""] = header?.trim().split(/\s+/, 2) ?? [];
  if (value === "") return null;
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() !== "basic") return null;
  const [user = ""] = Buffer.from(value, "base64").toString("utf8").split(":", 1);
  return user === "" ? null : user;
}
