import type { Verb } from "../verb.ts";

/** Makes a source with a write key. */
export const sourceAdd: Verb = {
  name: "source add",
  summary: "Makes a source; the answer holds its write key.",
  usage: "NAME [--kind KIND] [--trust TRUST] [--shop SHOP]",
  options: {
    kind: { means: "browser, app, server (usual), import or connector" },
    trust: { means: "claimed or trusted; browser and app are usually claimed" },
    shop: { means: "the namespace of its order ids; usually main" },
  },
  words: { least: 1, most: 1 },
  run: (client, { words: [name], options: { kind, trust, shop } }) =>
    client.ask({ method: "POST", path: "/api/v1/sources", json: { name, kind, trust, shop } }),
};
