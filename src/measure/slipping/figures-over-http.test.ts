/** Every route of figures, asked as people and scripts ask. */
import { beforeAll, describe, expect, it } from "vitest";
import { testApp, type Credentials, type TestApp } from "../../../test/kit/app.ts";
import { trackedEvent } from "../../../test/kit/events.ts";
import { appendToInbox } from "../../collect/inbox/index.ts";
import { addSource } from "../../collect/sources/index.ts";
import type { TrackedEvent } from "../../core/event.ts";
import { drainInbox } from "../../pipeline.ts";
import { writeSettings } from "../../workspace/settings/index.ts";
import { DAY_MS } from "../basis/index.ts";

const NOW = Date.UTC(2026, 0, 31, 12);

/** Days before now on which customers ordered; the first two are silent for longer than they usually are. */
const ORDERS: readonly (readonly number[])[] = [
  [105, 95, 85, 75, 65, 55, 45],
  [104, 94, 84, 74, 64, 54, 44],
  [400, 300],
  [40],
  [110, 10],
  [5],
];

const ROUTES = [
  "overview",
  "retention",
  "breakdown?by=country",
  "cohorts",
  "revenue",
  "dimensions",
  "windows",
  "customers?set=customers",
  "slipping",
  "rfm",
  "rfm/flows",
  "rfm/customers?moved=down",
] as const;

type Refused = { error: { code: string; field?: string; message: string; fix?: string } };

let kit: TestApp;
let viewer: Credentials;

const customer = (index: number) => ({ userId: `customer-${index}` });

function story(): TrackedEvent[] {
  const events = ORDERS.flatMap((days, index) =>
    days.map((day) =>
      trackedEvent({
        ...customer(index),
        name: "Order Completed",
        at: NOW - day * DAY_MS,
        properties: { order_id: `o-${index}-${day}`, currency: "EUR", total: 100, country: "TR" },
      }),
    ),
  );
  const formula = { name: '=HYPERLINK("https://example.com")' };
  events.push(trackedEvent({ ...customer(0), kind: "identify", name: "", traits: formula }));
  const answers = [
    [0, { marketing: true, "=profiling": false }],
    [1, { analytics: true }],
    [5, { surveys: true }],
  ] as const;
  for (const [index, categoryPreferences] of answers) {
    const context = { consent: { categoryPreferences } };
    events.push(trackedEvent({ ...customer(index), name: "Segment Consent Preference Updated", context }));
  }
  return events;
}

beforeAll(async () => {
  kit = await testApp();
  const { state, clock } = kit.context;
  clock.set(NOW);
  await writeSettings(state, { timeZone: "UTC", currency: "EUR", activityWindow: { days: 90 } }, NOW);
  const { id: sourceId } = await addSource(state, {
    name: "shop",
    kind: "server",
    trust: "trusted",
    shop: "main",
  });
  const events = story().map((event) => ({ ...event, sourceId, receivedAt: NOW }));
  await state.transaction().execute((tx) => appendToInbox(tx, { sourceId, events, importId: null }));
  await drainInbox(kit.context);
  viewer = await kit.as("viewer");
});

async function ask<Body = Refused>(path: string, headers: Credentials = viewer) {
  const answer = await kit.app.inject({ method: "GET", url: `/api/v1/figures/${path}`, headers });
  return { status: answer.statusCode, body: answer.json<Body>() };
}

async function csv(path: string): Promise<string[][]> {
  const url = `/api/v1/figures/${path}`;
  const answer = await kit.app.inject({ method: "GET", url, headers: kit.owner });
  expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
  expect(answer.body.startsWith("\uFEFF")).toBe(true);
  const lines = answer.body.slice(1).trimEnd().split("\r\n");
  return lines.map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
}

const and = (path: string, query: string) => `${path}${path.includes("?") ? "&" : "?"}${query}`;

describe.each(ROUTES)("GET /api/v1/figures/%s", (path) => {
  it("answers a viewer, with what its figures rest on", async () => {
    const { status, body } = await ask<{
      basis: { asOf: string; window: object; notes: { code: string }[] };
    }>(path);
    expect(status).toBe(200);
    expect(body.basis).toMatchObject({ currency: "EUR", window: { days: 90, chosenBy: "person" } });
    expect(body.basis.notes.map(({ code }) => code)).toContain("data_begins_later");
  });

  it("answers nobody whom it doesn't know", async () => {
    expect(await ask(path, {})).toMatchObject({ status: 401, body: { error: { code: "unauthenticated" } } });
  });

  it.each([
    ["asOf=yesterday", "asOf"],
    ["window=0", "window"],
    ["window=forever", "window"],
  ])("refuses %s, naming the field and the fix", async (query, field) => {
    const { status, body } = await ask(and(path, query));
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: "invalid", field });
    expect(body.error.fix ?? body.error.message).not.toBe("");
  });
});

it.each([
  ["retention?dimension=planet&value=x", "dimension"],
  ["retention?dimension=country", "value"],
  ["retention?value=TR", "dimension"],
  ["retention?from=2026-02-01&to=2026-01-01", "to"],
  ["retention?from=1971-01-01&period=day", "from"],
  ["retention?from=2026-02-31", "from"],
  ["retention?period=fortnight", "period"],
  ["overview?period=day", "period"],
  ["cohorts?measure=luck", "measure"],
  ["cohorts?periods=61", "periods"],
  ["revenue?from=soon", "from"],
  ["breakdown?by=planet", "by"],
  ["breakdown", "by"],
  ["customers?set=friends", "set"],
  ["customers?set=lost", "day"],
  ["customers?set=reordered&period=month&day=2026-01-01", "within"],
  ["customers.csv?set=lost", "day"],
  ["customers?set=customers&limit=201", "limit"],
  ["slipping?cursor=x", "cursor"],
  ["slipping.csv?cursor=x&tier=best", "tier"],
  ["slipping?sort=luck", "sort"],
  ["rfm/flows?back=decade", "back"],
  ["rfm/customers?cell=whales", "cell"],
  ["rfm/customers?r=6", "r"],
  ["rfm/customers.csv?moved=sideways", "moved"],
])("%s is refused with its field, %s, and a fix", async (path, field) => {
  const { status, body } = await ask(path, kit.owner);
  expect(status).toBe(400);
  expect(body.error).toMatchObject({ code: "invalid", field, fix: expect.stringMatching(/\S/) });
});

describe("the window", () => {
  const put = (headers: Credentials, days: unknown) =>
    kit.app.inject({ method: "PUT", url: "/api/v1/figures/window", headers, payload: { days } });

  it("is an admin's to choose, within 1 to 1,100 days", async () => {
    expect((await put(viewer, 60)).statusCode).toBe(403);
    const refused = await put(kit.owner, 1_101);
    expect(refused.statusCode).toBe(400);
    expect(refused.json()).toMatchObject({ error: { field: "days" } });
    const chosen = await put(await kit.as("admin"), 90);
    expect(chosen.json()).toEqual({ window: { days: 90, chosenBy: "person" } });
  });
});

describe("the thresholds of RFM", () => {
  const put = (headers: Credentials, payload: object) =>
    kit.app.inject({ method: "PUT", url: "/api/v1/figures/rfm/thresholds", headers, payload });
  const thresholds = {
    recency: [10, 20, 30, 40],
    frequency: [2, 3, 5, 10],
    monetary: ["0", "1", "2", "3"],
    oneTime: "9",
  };

  it("are an admin's to set, four of each in their order", async () => {
    expect((await put(viewer, { thresholds })).statusCode).toBe(403);
    const falling = await put(kit.owner, { thresholds: { ...thresholds, recency: [20, 10, 30, 40] } });
    expect(falling.statusCode).toBe(400);
    expect(falling.json()).toMatchObject({ error: { reason: "figures.rfm_not_rising" } });
    const both = await put(kit.owner, { thresholds, version: 1 });
    expect(both.json()).toMatchObject({ error: { reason: "figures.rfm_one_of" } });
    const gone = await put(kit.owner, { version: 99 });
    expect(gone.json()).toMatchObject({ error: { code: "not_found", reason: "figures.rfm_no_version" } });
    const set = await put(await kit.as("admin"), { thresholds });
    expect(set.json()).toMatchObject({
      now: { chosenBy: "person", saidBy: expect.stringMatching(/^person [\w-]+$/), thresholds },
    });
    expect((await ask<{ rows: object[] }>("rfm/customers?cell=champions")).body.rows).toEqual([]);
  });
});

describe("the customers of RFM, as a file", () => {
  it("are for those who may export, and carry no formulas", async () => {
    expect((await ask("rfm/customers.csv")).status).toBe(403);
    const [header = [], ...lines] = await csv("rfm/customers.csv");
    expect(lines).toHaveLength(ORDERS.length);
    expect(header).toContain("consent_=profiling");
    expect(lines.flat().filter((cell) => /^"?[=+@]/.test(cell))).toEqual([]);
    expect(lines.flat().some((cell) => cell.startsWith(`"'=HYPERLINK`))).toBe(true);
  });
});

describe("the list of who slips away, as a file", () => {
  it("is for those who may export", async () => {
    expect((await ask("slipping.csv")).status).toBe(403);
    expect((await ask("customers.csv?set=customers")).status).toBe(403);
  });

  it("has each category of consent in a column of its own, empty where nobody asked", async () => {
    const [header = [], ...lines] = await csv("slipping.csv");
    expect(header.slice(-4)).toEqual([
      "consent_=profiling",
      "consent_analytics",
      "consent_marketing",
      "consent_surveys",
    ]);
    expect(lines.map((line) => line.slice(-4)).toSorted()).toEqual([
      ["", "granted", "", ""],
      ["denied", "", "granted", ""],
    ]);
  });

  it("carries no formulas: a name that begins like one is text", async () => {
    const lines = await csv("slipping.csv");
    expect(lines.flat().filter((cell) => /^"?[=+\-@]/.test(cell))).toEqual([]);
    expect(lines.flat().some((cell) => cell.startsWith(`"'=HYPERLINK`))).toBe(true);
  });
});

it.each([
  ["customers"],
  ["one_time"],
  ["repeat"],
  ["opening&period=month&day=2026-01-01"],
  ["closing&period=month&day=2026-01-01"],
  ["lost&period=month&day=2026-01-01"],
  ["won_back&period=month&day=2026-01-01"],
  ["ordered&period=month&day=2025-12-01"],
  ["cohort&period=month&day=2025-12-01&k=0"],
])("the file of %s has exactly as many customers as the figure says", async (set) => {
  const { body } = await ask<{ total: number; rows: { profileId: string }[] }>(`customers?set=${set}`);
  const [, ...lines] = await csv(`customers.csv?set=${set}`);
  expect(lines.map(([profileId]) => profileId).toSorted()).toEqual(
    body.rows.map(({ profileId }) => profileId).toSorted(),
  );
  expect(lines).toHaveLength(body.total);
});
