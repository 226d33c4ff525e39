/** Customers as a person and a script see them: sent by the Segment API, worked off, listed, searched, opened. */
import { beforeAll, describe, expect, test } from "vitest";
import { drainInbox } from "../../src/pipeline.ts";
import { addSource } from "../../src/collect/sources/index.ts";
import { type Credentials, type TestApp, testApp } from "../kit/app.ts";

let tenure: TestApp;
let viewer: Credentials;
let script: Credentials;

const AYSE = { userId: "u1", anonymousId: "cookie-1" };
const products = [{ product_id: "tea", name: "Tea", price: 10, quantity: 2 }];

async function send(...batch: object[]): Promise<void> {
  const source = await addSource(tenure.context.state, { name: "Server", kind: "server" });
  const answer = await tenure.app.inject({
    method: "POST",
    url: "/v1/batch",
    payload: { writeKey: source.writeKey, batch },
  });
  expect(answer.statusCode).toBe(200);
  await drainInbox(tenure.context);
}

async function get<Body>(url: string, who: Credentials = viewer): Promise<{ status: number; body: Body }> {
  const answer = await tenure.app.inject({ method: "GET", url, headers: who });
  const isJson = String(answer.headers["content-type"]).includes("json");
  return { status: answer.statusCode, body: (isJson ? answer.json() : answer.body) as Body };
}

type List = {
  rows: {
    id: string;
    name: string | null;
    email: string | null;
    figures: { orders: number; revenue: string; state: string };
  }[];
  total: number;
};

beforeAll(async () => {
  tenure = await testApp();
  viewer = await tenure.as("viewer");
  script = await tenure.token(["profiles:read"]);
  const at = (day: number) => new Date(tenure.context.clock.now() - day * 86_400_000).toISOString();
  await send(
    { type: "page", name: "Home", anonymousId: AYSE.anonymousId, timestamp: at(9), messageId: "1" },
    {
      type: "identify",
      ...AYSE,
      traits: { email: "Ayse@Example.com ", name: "Ayşe Demir", tier: "gold" },
      timestamp: at(8),
      messageId: "2",
    },
    {
      type: "track",
      event: "Order Completed",
      ...AYSE,
      timestamp: at(7),
      messageId: "3",
      properties: { order_id: "o1", currency: "EUR", total: 20, products },
    },
    {
      type: "track",
      event: "Order Completed",
      ...AYSE,
      timestamp: at(2),
      messageId: "4",
      properties: { order_id: "o2", currency: "EUR", total: 20, products },
    },
    { type: "group", ...AYSE, groupId: "acme", timestamp: at(2), messageId: "5" },
    {
      type: "identify",
      userId: "u2",
      traits: { email: "jonas@example.com", name: "=Jonas" },
      timestamp: at(1),
      messageId: "6",
    },
  );
});

describe("the list", () => {
  test("shows everybody, the newest first, with the figures of their orders", async () => {
    const { body } = await get<List>("/api/v1/customers");
    expect(body.total).toBe(2);
    expect(body.rows.map((row) => [row.name, row.figures.orders])).toEqual([
      ["=Jonas", 0],
      ["Ayşe Demir", 2],
    ]);
    expect(body.rows[1]?.figures).toMatchObject({ revenue: "40", state: "active" });
  });

  test.each(["ayse", "demir", "AYSE@exam", "u1", "cookie-1"])(
    "finds a customer by %j as one types",
    async (typed) => {
      const { body } = await get<List>(`/api/v1/customers?q=${encodeURIComponent(typed)}`);
      expect(body.rows.map((row) => row.email)).toEqual(["ayse@example.com"]);
    },
  );

  test("sorts by what customers paid, and leaves those out who have not", async () => {
    const { body } = await get<List>("/api/v1/customers?sort=revenue");
    expect(body.rows.map((row) => row.name)).toEqual(["Ayşe Demir"]);
    expect(body.total).toBe(1);
  });

  test("pages without showing anybody twice", async () => {
    const first = await get<List>("/api/v1/customers?limit=1");
    const second = await get<List>("/api/v1/customers?limit=1&offset=1");
    expect(new Set([...first.body.rows, ...second.body.rows].map((row) => row.id)).size).toBe(2);
  });

  test("a search for nobody is empty, not an error", async () => {
    expect((await get<List>("/api/v1/customers?q=nobody-at-all")).body).toMatchObject({ rows: [], total: 0 });
  });

  test("the export holds every customer and no formula, and is not a viewer's to take", async () => {
    const csv = await get<string>("/api/v1/customers.csv", tenure.owner);
    expect(csv.body.trim().split("\r\n")).toHaveLength(3);
    expect(csv.body).toContain("'=Jonas");
    expect((await get("/api/v1/customers.csv")).status).toBe(403);
  });
});

describe("one customer", () => {
  async function ayse(): Promise<string> {
    return (await get<List>("/api/v1/customers?q=ayse")).body.rows[0]?.id ?? "";
  }

  test("shows identifiers, traits with source and time, and figures", async () => {
    const { body } = await get<{
      identifiers: { type: string }[];
      traits: { name: string; sourceName: string }[];
      figures: object;
    }>(`/api/v1/customers/${await ayse()}`);
    expect(body.identifiers.map((line) => line.type).toSorted()).toEqual([
      "anonymous_id",
      "email",
      "user_id",
    ]);
    expect(body.traits.find((trait) => trait.name === "tier")).toMatchObject({
      value: "gold",
      sourceName: "Server",
    });
    expect(body.figures).toMatchObject({ orders: 2, revenue: "40", medianGapDays: 5 });
  });

  test("tells the story from before the customer had a name", async () => {
    const { body } = await get<{ events: { name: string; kind: string }[] }>(
      `/api/v1/customers/${await ayse()}/timeline`,
    );
    expect(body.events.map((event) => event.name || event.kind)).toEqual([
      "group",
      "Order Completed",
      "Order Completed",
      "identify",
      "Home",
    ]);
  });

  test("an id that nobody has is a clear 404", async () => {
    expect(await get("/api/v1/customers/p_zzzz")).toMatchObject({
      status: 404,
      body: { error: { code: "not_found", field: "id" } },
    });
  });
});

describe("the Profile API", () => {
  const profile = "/v1/spaces/default/collections/users/profiles/";

  test.each(["user_id:u1", "email:AYSE@example.com", "anonymous_id:cookie-1"])(
    "answers to %s",
    async (identifier) => {
      const { body } = await get<{ traits: object }>(
        `${profile}${encodeURIComponent(identifier)}/traits`,
        script,
      );
      expect(body.traits).toMatchObject({ name: "Ayşe Demir", tier: "gold" });
    },
  );

  test("takes the token as Segment's clients send it, as the user name of Basic", async () => {
    const token = (script["authorization"] ?? "").replace("Bearer ", "");
    const basic = { authorization: `Basic ${Buffer.from(`${token}:`).toString("base64")}` };
    expect((await get(`${profile}user_id:u1/metadata`, basic)).status).toBe(200);
    expect((await get(`${profile}user_id:u1/metadata`, {})).status).toBe(401);
  });

  test("pages through traits by its cursor", async () => {
    type Traits = { traits: Record<string, unknown>; cursor: { has_more: boolean; url: string } };
    const first = await get<Traits>(`${profile}user_id:u1/traits?limit=1`, script);
    expect(first.body.cursor.has_more).toBe(true);
    const second = await get<Traits>(first.body.cursor.url, script);
    expect(Object.keys(second.body.traits)).not.toEqual(Object.keys(first.body.traits));
  });

  test("hands out external ids, events and linked accounts", async () => {
    const ids = await get<{ data: { type: string; id: string }[] }>(
      `${profile}user_id:u1/external_ids`,
      script,
    );
    expect(ids.body.data.map((line) => `${line.type}:${line.id}`)).toContain("email:ayse@example.com");
    const events = await get<{ data: { event: string }[] }>(
      `${profile}user_id:u1/events?include=Order%20Completed`,
      script,
    );
    expect(events.body.data).toHaveLength(2);
    const links = await get<{ data: { to_collection: string; external_ids: { id: string }[] }[] }>(
      `${profile}user_id:u1/links`,
      script,
    );
    expect(links.body.data).toMatchObject([{ to_collection: "accounts", external_ids: [{ id: "acme" }] }]);
  });

  test("says not_found for a stranger and for another space", async () => {
    expect(await get(`${profile}user_id:stranger/traits`, script)).toMatchObject({
      status: 404,
      body: { error: { code: "not_found" } },
    });
    expect((await get("/v1/spaces/other/collections/users/profiles/user_id:u1/traits", script)).status).toBe(
      404,
    );
  });
});
