/** What Segment's Profile API tells of a customer that Tenure worked out, over HTTP on the real engines. */
import { beforeAll, expect, it } from "vitest";
import { addSource } from "../../src/collect/sources/index.ts";
import { countedRows } from "../../src/measure/basis/index.ts";
import { drainInbox } from "../../src/pipeline.ts";
import { workOffPersonas } from "../../src/profile/personas/jobs.ts";
import { askForRun } from "../../src/profile/personas/runs-store.ts";
import { type TestApp, testApp } from "../kit/app.ts";

const BASE = "/v1/spaces/default/collections/users/profiles";
let tenure: TestApp;

async function send(kind: "server" | "browser", ...batch: object[]): Promise<void> {
  const { writeKey } = await addSource(tenure.context.state, { name: kind, kind });
  const payload = { writeKey, batch: batch.map((event, nth) => ({ messageId: `${kind}-${nth}`, ...event })) };
  const answer = await tenure.app.inject({ method: "POST", url: "/v1/batch", payload });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  await drainInbox(tenure.context);
}

async function traits(identifier: string, question: string): Promise<object> {
  const headers = await tenure.token(["profiles:read"]);
  const answer = await tenure.app.inject({ url: `${BASE}/${identifier}/traits?${question}`, headers });
  expect(answer.statusCode).toBe(200);
  return answer.json().traits as object;
}

let order = 0;
const buy = (userId: string) => {
  order += 1;
  const properties = { order_id: `o${order}`, total: 25, revenue: 25, currency: "EUR" };
  return { type: "track", event: "Order Completed", userId, properties };
};

beforeAll(async () => {
  tenure = await testApp();
  const { state, clock } = tenure.context;
  await state.updateTable("workspace").set({ currency: "EUR" }).execute();
  await send(
    "server",
    ...[{ type: "identify", userId: "ann", traits: { email: "ann@example.com", city: "Bursa" } }],
    ...[buy("ann"), buy("ann"), buy("ann"), buy("bob"), { type: "page", userId: "cem" }],
  );
  await send("browser", { type: "identify", userId: "ann", anonymousId: "cookie" });
  const thresholds = {
    ...{ recency: [30, 60, 90, 180], frequency: [2, 3, 5, 10] },
    ...{ monetary: ["10", "20", "50", "100"], oneTime: "30" },
  };
  const asked = await tenure.app.inject({
    ...{ method: "PUT", url: "/api/v1/figures/rfm/thresholds", headers: tenure.owner },
    payload: { thresholds },
  });
  if (asked.statusCode !== 200) throw new Error(asked.body);
  clock.advance(3_600_000);
  await askForRun(state, "test", clock.now());
  await workOffPersonas(tenure.context, countedRows, new AbortController().signal);
}, 300_000);

it("personas, the cell of RFM and the value tier are told as computed traits", async () => {
  const ann = {
    ...{ persona: "repeat", rfm_cell: "loyal", recency_class: 5, frequency_class: 3, monetary_class: 4 },
    value_tier: "high",
  };
  expect(await traits("user_id:ann", "class=computed_trait")).toEqual(ann);
  expect(await traits("email:ann@example.com", "class=computed_trait&limit=2")).toEqual({
    frequency_class: 3,
    monetary_class: 4,
  });
  expect(await traits("user_id:ann", "include=city,persona,rfm_cell")).toEqual({
    ...{ city: "Bursa", persona: "repeat", rfm_cell: "loyal" },
  });
  expect(await traits("user_id:ann", "")).toEqual({ city: "Bursa", email: "ann@example.com" });
  expect(await traits("user_id:bob", "class=computed_trait")).toMatchObject({ persona: "once_high" });
  expect(await traits("user_id:cem", "class=computed_trait")).toEqual({ persona: "bounced" });
});

it("and say since when, each of its own", async () => {
  const now = new Date(tenure.context.clock.now()).toISOString();
  const told = await traits("user_id:cem", "class=computed_trait&verbose=true");
  expect(told).toEqual({ persona: { value: "bounced", source_id: "0", updated_at: now } });
});

it("nothing of them by a browser that only claims to be the customer's", async () => {
  expect(await traits("anonymous_id:cookie", "class=computed_trait")).toEqual({});
  expect(await traits("anonymous_id:cookie", "include=persona,rfm_cell,value_tier")).toEqual({});
});

it("the description of the API says what is told", async () => {
  const { paths } = (await tenure.app.inject({ url: "/api/openapi.json" })).json();
  const path = `${BASE.replace("default", "{space}").replace("users", "{collection}")}/{identifier}/traits`;
  const { parameters } = paths[path].get as { parameters: { name: string; description?: string }[] };
  expect(parameters.find(({ name }) => name === "class")?.description).toContain("computed_trait: persona");
});
