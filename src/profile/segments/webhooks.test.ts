/** Webhooks against a receiver that really listens: signed, in order, tried again, never into private networks. */
import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Segments } from "../../../test/kit/segments.ts";
import { testContext } from "../../../test/kit/context.ts";
import { eventually } from "../../../test/kit/eventually.ts";
import { isPrivate } from "./addresses.ts";
import { deliver } from "./deliver.ts";
import { PAUSES, workOffDeliveries } from "./deliver-due.ts";
import { deliveriesOf, insertWebhook, readWebhook } from "./webhook-store.ts";

type Got = { readonly signature: string; readonly delivery: string; readonly body: string };

const got: Got[] = [];
let answers: number | null = 200;
let receiver: Server;
let url: string;
const goingOn = new AbortController().signal;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const header = (name: string) => String(request.headers[name] ?? "");
      const body = Buffer.concat(chunks).toString();
      got.push({ signature: header("tenure-signature"), delivery: header("tenure-delivery"), body });
      if (answers !== null) response.writeHead(answers).end();
    });
  });
  receiver.listen(0, "127.0.0.1");
  await once(receiver, "listening");
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});

afterAll(() => void receiver.close());

describe("a webhook", { timeout: 300_000 }, () => {
  it("is told of each move once, signed; what it does not take it is told again, the same", async () => {
    const shop = await Segments.open(await testContext({ privateWebhooks: true }));
    const { state, clock } = shop.world;
    const said = { by: "test", at: new Date(clock.now()) };
    const { id, secret } = await insertWebhook(state, { name: "CRM", url, segments: [], active: true }, said);
    const buyers = await shop.make("Buyers", { did: { what: "event", names: ["Order Completed"] } });
    await shop.work();
    await shop.send({ name: "Order Completed", userId: "ann" });
    await shop.work();

    answers = 500;
    await workOffDeliveries(shop.world, goingOn);
    await workOffDeliveries(shop.world, goingOn);
    expect(got).toHaveLength(1);
    expect((await readWebhook(state, id)).waiting).toBe(1);
    answers = 204;
    clock.advance(PAUSES[0]);
    await workOffDeliveries(shop.world, goingOn);
    await workOffDeliveries(shop.world, goingOn);
    expect(got).toHaveLength(2);
    expect(got[1]?.delivery).toBe(got[0]?.delivery);
    const { body = "", signature = "" } = got[1] ?? {};
    expect(JSON.parse(body)).toMatchObject({
      type: "segment.moves",
      moves: [
        {
          event: "entered",
          segment: { id: buyers, name: "Buyers" },
          profile: expect.stringMatching(/^p_/),
          why: "event",
        },
      ],
    });
    const [, seconds, mark] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
    expect(mark).toBe(createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex"));
    const tries = await deliveriesOf(state, id);
    expect(tries.map(({ attempt, status, problem }) => [attempt, status, problem])).toEqual([
      [2, 204, null],
      [1, 500, "status"],
    ]);
  });

  it("that does not answer holds up no end of the program, and is told again by the next", async () => {
    const shop = await Segments.open(await testContext({ privateWebhooks: true }));
    const { state, clock } = shop.world;
    const said = { by: "test", at: new Date(clock.now()) };
    const { id } = await insertWebhook(state, { name: "CRM", url, segments: [], active: true }, said);
    await shop.make("Buyers", { did: { what: "event", names: ["Order Completed"] } });
    await shop.work();
    await shop.send({ name: "Order Completed", userId: "ann" });
    await shop.work();

    answers = null;
    const before = got.length;
    const stop = new AbortController();
    const working = workOffDeliveries(shop.world, stop.signal);
    await eventually(async () => (got.length > before ? true : null), "it is told");
    stop.abort();
    await working;
    expect(await deliveriesOf(state, id)).toEqual([]);
    answers = 200;
    await workOffDeliveries(shop.world, goingOn);
    expect(got.slice(before).map(({ delivery }) => delivery)).toEqual([
      got.at(-1)?.delivery,
      got.at(-1)?.delivery,
    ]);
    expect((await readWebhook(state, id)).waiting).toBe(0);
  });

  it("is not sent to this machine or its network unless that is allowed", async () => {
    const before = got.length;
    const sending = { secret: "s", body: "{}", delivery: "1", now: 0, toPrivate: false };
    expect(await deliver({ ...sending, url })).toMatchObject({ status: null, problem: "private_address" });
    const named = url.replace("127.0.0.1", "localhost");
    expect(await deliver({ ...sending, url: named })).toMatchObject({ problem: "private_address" });
    expect(got).toHaveLength(before);
  });
});

describe("an address", () => {
  it.each([
    ...["127.0.0.1", "10.1.2.3", "172.20.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"],
    ...[
      "::1",
      "::",
      "fe80::1",
      "fd00::1",
      "::ffff:10.0.0.1",
      "::ffff:8.8.8.8",
      "64:ff9b::a00:1",
      "::ffff:0:10.0.0.1",
      "fec0::1",
      "5f00::1",
      "ff02::1",
      "2002:a00:1::",
      "3fff::1",
      "not an address",
    ],
  ])("%s is private", (address) => {
    expect(isPrivate(address)).toBe(true);
  });

  it.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "2606:4700::1111"])("%s is not", (address) => {
    expect(isPrivate(address)).toBe(false);
  });
});
