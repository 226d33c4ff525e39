/** Senders whose body never ends are cut off; those who are only slow with much are not. */
import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addSource } from "../../src/collect/sources/index.ts";
import { type TestApp, testApp } from "../kit/app.ts";
import { rawConnection } from "../kit/raw-http.ts";

let shop: TestApp;
let url: string;
let writeKey: string;

beforeAll(async () => {
  shop = await testApp({ patience: { whole: 1000, quiet: 2000 } });
  url = await shop.app.listen({ host: "127.0.0.1", port: 0 });
  writeKey = (await addSource(shop.context.state, { name: "Server", kind: "server" })).writeKey;
});

afterAll(async () => {
  await shop?.app.close();
});

const bodyOf = (answer: string) => JSON.parse(answer.slice(answer.indexOf("\r\n\r\n")).trim()) as object;
const head = (path: string, more: Record<string, string>) =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\n${Object.entries(more)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("")}\r\n`;

test("an event whose body stalls is answered 408, and its connection is closed", async () => {
  const sender = await rawConnection({ url });
  sender.write(`${head("/v1/track", { "content-length": "500" })}{"writeKey":`);
  const answer = await sender.closed();
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(bodyOf(answer)).toMatchObject({ success: false, error: { code: "too_slow" } });
});

test("a byte now and then does not keep a body in memory alive", async () => {
  const sender = await rawConnection({ url });
  sender.write(head("/v1/batch", { "content-length": "500" }));
  const drip = setInterval(() => sender.write(" "), 50);
  expect(await sender.closed()).toMatch(/^HTTP\/1\.1 408 /);
  clearInterval(drip);
});

test("the same holds where people sign in", async () => {
  const sender = await rawConnection({ url });
  const headers = { "content-length": "500", "content-type": "application/json" };
  sender.write(`${head("/api/v1/sign-in", headers)}{`);
  const answer = await sender.closed();
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(bodyOf(answer)).toMatchObject({ error: { code: "too_slow", field: "body" } });
});

test("an upload that stalls is answered 408, and nothing of it stays", async () => {
  const sender = await rawConnection({ url });
  const headers = { ...shop.owner, "content-length": "500", "content-type": "text/csv" };
  sender.write(`${head("/api/v1/imports?filename=a.csv", headers)}Invoice,Date\n`);
  expect(await sender.closed()).toMatch(/^HTTP\/1\.1 408 /);
  const list = await shop.app.inject({ url: "/api/v1/imports", headers: shop.owner });
  expect(list.json()).toEqual({ imports: [] });
});

test("an upload goes on for as long as bytes flow, far beyond the time for a body in memory", async () => {
  const lines = ["Invoice,Date,Customer ID,Product,Quantity,Price\n"];
  for (let nth = 1; nth <= 25; nth += 1) lines.push(`A${nth},2026-01-03 10:00,c-${nth},Tea,1,10\n`);
  const sender = connect(Number(new URL(url).port), "127.0.0.1");
  await once(sender, "connect");
  const size = lines.join("").length;
  const headers = { ...shop.owner, "content-length": String(size), "content-type": "text/csv" };
  sender.write(head("/api/v1/imports?filename=slow.csv&kind=order-lines", headers));
  // One line at each turn of the timer: together longer than the time for a body in memory.
  const timer = setInterval(() => {
    const line = lines.shift();
    if (line === undefined) clearInterval(timer);
    else sender.write(line);
  }, 50);
  const [answer] = (await once(sender, "data")) as [Buffer];
  expect(answer.toString("latin1")).toMatch(/^HTTP\/1\.1 201 /);
  sender.destroy();
});

test("a body that nobody asked for holds no connection either", async () => {
  const sender = await rawConnection({ url });
  sender.write(`GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{`);
  expect(await sender.closed()).toMatch(/^HTTP\/1\.1 200 /);
});

test("who sends in time is answered as ever, over one connection again and again", async () => {
  for (let nth = 0; nth < 3; nth += 1) {
    const body = JSON.stringify({ writeKey, userId: "u1", event: "X", messageId: `m${nth}` });
    const answer = await fetch(`${url}/v1/track`, { method: "POST", body });
    expect(answer.status).toBe(200);
  }
});
