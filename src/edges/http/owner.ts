import { timingSafeEqual } from "node:crypto";
import { type Actor, PERMISSIONS } from "../../core/permission.ts";
import type { Authenticate } from "./access.ts";

/** Carries a secret of this run of the program; made anew at each start and never written down. */
export const OWNER_HEADER = "x-tenure-owner";

const OWNER: Actor = {
  kind: "owner",
  id: "owner",
  name: "Owner of the data folder",
  permissions: new Set(PERMISSIONS),
};

/** Who shows the secret is the owner of the data folder; everybody else is asked as usual. */
export function withOwner(key: string, authenticate: Authenticate): Authenticate {
  const expected = Buffer.from(key);
  return async (headers) => {
    const shown = headers[OWNER_HEADER];
    if (typeof shown !== "string") return authenticate(headers);
    const given = Buffer.from(shown);
    const same = given.length === expected.length && timingSafeEqual(given, expected);
    return same ? OWNER : null;
  };
}
