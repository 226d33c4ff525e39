/** Two ways into one workspace, for tests of security: a public key and a server's. */
import { addSource } from "../../src/collect/sources/index.ts";
import { drainInbox } from "../../src/pipeline.ts";
import { type TestApp, testApp } from "./app.ts";

/** The whole app, with somebody who holds a public key and a server that is trusted. */
export type AttackKit = TestApp & {
  /** Sends as anybody can, with the key that stands in the web page. */
  readonly attack: (...batch: object[]) => Promise<string>;
  /** Sends as the shop's server does. */
  readonly serve: (...batch: object[]) => Promise<string>;
  /** Asks as the owner. */
  readonly ask: <Body>(url: string) => Promise<Body>;
  readonly keys: { readonly browser: string; readonly server: string };
};

/** Opens it. */
export async function attackKit(): Promise<AttackKit> {
  const app = await testApp();
  const { state } = app.context;
  const browser = await addSource(state, { name: "Web shop", kind: "browser" });
  const server = await addSource(state, { name: "Server", kind: "server" });
  const sender =
    (writeKey: string) =>
    async (...batch: object[]) => {
      const answer = await app.app.inject({ method: "POST", url: "/v1/batch", payload: { writeKey, batch } });
      await drainInbox(app.context);
      return `${answer.statusCode} ${answer.body}`;
    };
  return {
    ...app,
    attack: sender(browser.writeKey),
    serve: sender(server.writeKey),
    keys: { browser: browser.writeKey, server: server.writeKey },
    ask: async <Body>(url: string) =>
      (await app.app.inject({ method: "GET", url, headers: app.owner })).json<Body>(),
  };
}
