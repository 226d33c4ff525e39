import { UsageError } from "../outcome.ts";
import type { Verb } from "../verb.ts";

/** Makes an API token. */
export const tokenAdd: Verb = {
  name: "token add",
  summary: "Makes an API token; it is shown this once.",
  usage: "NAME --scope SCOPE[,SCOPE…] [--expires-in-days DAYS]",
  options: {
    scope: { means: "what it may do, such as profiles:read,figures:read", required: true },
    "expires-in-days": { means: "when it stops working; left out: never" },
  },
  words: { least: 1, most: 1 },
  run(client, { words: [name], options }) {
    const days = options["expires-in-days"];
    if (days !== undefined && !/^\d+$/.test(days))
      throw new UsageError("--expires-in-days must be a number.");
    const scopes = (options["scope"] ?? "").split(",").map((scope) => scope.trim());
    const json = { name, scopes, ...(days !== undefined && { expiresInDays: Number(days) }) };
    return client.ask({ method: "POST", path: "/api/v1/tokens", json });
  },
};
