import type { QueueAnswer } from "../../src/identify/matches/contract.ts";
import type { MatchModel, ModelAnswer } from "../../src/identify/matches/model-contract.ts";
import { workOffMatches } from "../../src/identify/matches/jobs.ts";
import { drainInbox } from "../../src/pipeline.ts";
import { profileRecords } from "../../src/profile/traits/index.ts";
import { addSource } from "../../src/collect/sources/index.ts";
import { type Credentials, type TestApp, testApp } from "./app.ts";
import { twinMessages } from "./twins.ts";

const ROOT = "/api/v1/identity/matches";

/** A shop whose customers stand in it twice, and ways to match them. */
export class Shop {
  readonly kit: TestApp;
  readonly headers: Credentials;

  private constructor(kit: TestApp, headers: Credentials) {
    this.kit = kit;
    this.headers = headers;
  }

  /** With so many customers, each known to the till and to the web shop. */
  static async open(customers: number): Promise<Shop> {
    const kit = await testApp();
    const shop = new Shop(kit, await kit.token());
    await shop.send(twinMessages(customers));
    return shop;
  }

  /** Sends messages as a server (trusted), or as a browser (claimed), and stores them. */
  async send(batch: readonly object[], kind: "server" | "browser" = "server"): Promise<void> {
    const { context, app } = this.kit;
    const { writeKey } = await addSource(context.state, { name: `${kind} ${batch.length}`, kind });
    const payload = { writeKey, batch };
    const { statusCode, body } = await app.inject({ method: "POST", url: "/v1/batch", payload });
    if (statusCode !== 200) throw new Error(body);
    await drainInbox(context);
  }

  /** Asks the API of matching. */
  async ask<Body>(
    method: "GET" | "POST" | "PUT",
    path: string,
    payload?: object,
    headers = this.headers,
  ): Promise<{ status: number; body: Body }> {
    const url = path.startsWith("/api") || path.startsWith("/v1") ? path : `${ROOT}${path}`;
    const answer = await this.kit.app.inject({ method, url, headers, ...(payload && { payload }) });
    return { status: answer.statusCode, body: answer.json<Body>() };
  }

  /** Does what the worker would, until the signal aborts. */
  async work(signal = new AbortController().signal): Promise<void> {
    await workOffMatches(this.kit.context, profileRecords, signal);
  }

  /** Matches all customers; the number of the run. */
  async match(): Promise<number> {
    const { status, body } = await this.ask<{ id: number }>("POST", "/runs");
    if (status !== 202) throw new Error(`not started: ${status}`);
    await this.work();
    return body.id;
  }

  /** The queue as its page has it. */
  async queue(show = "all", limit = 50): Promise<QueueAnswer> {
    return (await this.ask<QueueAnswer>("GET", `/queue?show=${show}&limit=${limit}`)).body;
  }

  /** What the last run learned. */
  async model(): Promise<MatchModel> {
    const { body } = await this.ask<ModelAnswer>("GET", "/model");
    if (!body.model) throw new Error("there is no model");
    return body.model;
  }

  /** The profile of a user id. */
  async profile(userId: string): Promise<string> {
    const url = `/v1/spaces/default/collections/users/profiles/user_id:${userId}/metadata`;
    const { body } = await this.ask<{ metadata: { profile_id: string } }>("GET", url);
    return body.metadata.profile_id;
  }
}
