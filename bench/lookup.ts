import { eventually } from "../test/kit/eventually.ts";
import { type Bench, expectStatus, load, makeSource, percentile, send, withServer } from "./kit.ts";

const AT_ONCE = 8;

/** Traits of a profile by user id, in the Segment Profile API, over so many profiles as `rows` says. */
export const lookup: Bench = {
  name: "lookup",
  run: ({ seconds, rows }) =>
    withServer(async (server) => {
      const key = await makeSource(server);
      const { body } = await server.ask<{ token: string }>("POST", "/api/v1/tokens", {
        name: "bench",
        scopes: ["profiles:read"],
      });
      const profiles = Math.min(rows, 50_000);
      for (let from = 0; from < profiles; from += 500) {
        const batch = Array.from({ length: 500 }, (_, place) => ({
          type: "identify",
          messageId: `who-${from + place}`,
          userId: `u${from + place}`,
          traits: { email: `u${from + place}@example.com`, plan: "gold" },
        }));
        expectStatus(await send(`${server.url}/v1/batch`, key, JSON.stringify({ batch })));
      }
      const token = `Basic ${Buffer.from(`${body.token}:`).toString("base64")}`;
      const traits = (user: number) =>
        `${server.url}/v1/spaces/default/collections/users/profiles/user_id:u${user}/traits`;
      const last = await eventually(
        async () => ((await send(traits(profiles - 1), token)).status === 200 ? true : null),
        "the last profile is there",
        300_000,
      );
      if (!last) return [];
      const { times } = await load(Math.min(seconds, 10), AT_ONCE, async (index) => {
        expectStatus(await send(traits((index * 7919) % profiles), token));
      });
      const note = `${profiles} profiles, ${AT_ONCE} at once, no ingest beside`;
      return [
        {
          name: "profile lookup, p99",
          figure: percentile(times, 0.99),
          unit: "ms",
          budget: 10,
          better: "less",
          note,
        },
      ];
    }),
};
