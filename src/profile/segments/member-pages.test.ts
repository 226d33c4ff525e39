/** The members of a segment, sought and in any order, and the sizes of all by day, on the real engines. */
import { beforeAll, describe, expect, it } from "vitest";
import { type Credentials, type TestApp, testApp } from "../../../test/kit/app.ts";
import { Segments } from "../../../test/kit/segments.ts";
import type { MembersAnswer } from "./contract.ts";
import type { FiguresAnswer } from "./figures-contract.ts";
import type { HistoryAnswer, SizesAnswer } from "./size-contract.ts";
import { WebhooksAnswer } from "./webhook-contract.ts";

const ROOT = "/api/v1/segments";
const PEOPLE = ["ann", "bob", "cem", "dia", "eve"];
/** How many orders each has; ann and dia have as many. */
const ORDERS = [2, 0, 3, 2, 1];

let tenure: TestApp;
let shop: Segments;
let script: Credentials;
let segment: number;

async function get<Body>(path: string): Promise<Body> {
  const answer = await tenure.app.inject({ method: "GET", url: `${ROOT}${path}`, headers: script });
  expect(answer.statusCode).toBe(200);
  return (path.includes(".csv") ? answer.body : answer.json()) as Body;
}

/** The names of all pages, two members each. */
async function paged(asked: string): Promise<string[]> {
  const names: string[] = [];
  for (let cursor = ""; ;) {
    const more = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const page = await get<MembersAnswer>(`/${segment}/members?limit=2&${asked}${more}`);
    names.push(...page.members.map(({ email }) => email?.split("@")[0] ?? ""));
    if (page.next === null) return names;
    cursor = page.next;
  }
}

beforeAll(async () => {
  tenure = await testApp();
  shop = await Segments.open(tenure.context);
  script = await tenure.token();
  for (const [nth, userId] of PEOPLE.entries()) {
    const traits = { email: `${userId}@example.com`, name: `${userId} Lale` };
    await shop.send({ kind: "identify", name: "", userId, traits }, { name: "Product Viewed", userId });
    for (let order = 0; order < (ORDERS[nth] ?? 0); order += 1) {
      await shop.send({
        name: "Order Completed",
        userId,
        properties: { order_id: `${userId}-${order}`, total: 10 * (nth + 1), currency: "EUR", products: [] },
      });
    }
  }
  segment = await shop.make("Viewers", { did: { what: "event", names: ["Product Viewed"] } });
  await shop.work();
}, 300_000);

describe("the members of a segment", { timeout: 300_000 }, () => {
  it("come page by page in the order asked for, those who are equal by age", async () => {
    expect(await paged("")).toEqual(PEOPLE);
    expect(await paged("sort=orders&order=desc")).toEqual(["cem", "ann", "dia", "eve", "bob"]);
    expect(await paged("sort=orders")).toEqual(["bob", "eve", "ann", "dia", "cem"]);
    expect(await paged("sort=revenue&order=desc")).toEqual(["cem", "dia", "eve", "ann", "bob"]);
    expect((await paged("sort=since&order=desc")).toSorted()).toEqual(PEOPLE);
    expect((await paged("sort=last_order")).at(0)).toBe("bob");
  });

  it("carry what they bought so far", async () => {
    const { members } = await get<MembersAnswer>(`/${segment}/members`);
    expect(members.map(({ orders, revenue }) => [orders, revenue])).toEqual([
      ...[
        [2, "20"],
        [0, "0"],
        [3, "90"],
        [2, "80"],
      ],
      [1, "50"],
    ]);
    expect(members.map(({ lastOrderAt }) => lastOrderAt === null)).toEqual(ORDERS.map((n) => n === 0));
  });

  it("are found by name, e-mail and number, and only members are", async () => {
    expect(await paged("q=dia")).toEqual(["dia"]);
    expect(await paged("q=eve@example.com")).toEqual(["eve"]);
    expect(await paged("q=lale&sort=orders")).toEqual(["bob", "eve", "ann", "dia", "cem"]);
    const { members } = await get<MembersAnswer>(`/${segment}/members?q=cem`);
    expect(await paged(`q=${members[0]?.id}`)).toEqual(["cem"]);
    const none = await get<MembersAnswer>(`/${segment}/members?q=nobody`);
    expect(none).toMatchObject({ members: [], total: 0, next: null, capped: false });
  });

  it("are a file of those who were sought, with a column for each consent", async () => {
    await shop.send({
      ...{ kind: "identify", name: "", userId: "ann" },
      context: { consent: { categoryPreferences: { email: true, sms: false } } },
    });
    const csv = await get<string>(`/${segment}/members.csv?q=ann`);
    const [head, line, end] = csv.replace("\uFEFF", "").split("\r\n");
    expect(head).toBe(
      "profile_id,name,email,phone,member_since,orders,revenue,last_order,consent_email,consent_sms",
    );
    expect(line).toMatch(/^p_\w+,ann Lale,ann@example\.com,,.*,2,20,.*,granted,denied$/);
    expect(end).toBe("");
  });
});

describe("the sizes of segments by day", { timeout: 300_000 }, () => {
  it("come for all at once, and say nothing of the days before a segment was made", async () => {
    const { segments } = await get<SizesAnswer>("/sizes?days=3");
    expect(segments).toEqual([{ id: segment, members: [null, null, 5] }]);
    const { days } = await get<HistoryAnswer>(`/${segment}/history`);
    expect(days.slice(-2)).toMatchObject([
      { members: null, entered: 0 },
      { members: 5, entered: 5, left: 0, enteredByRule: 5, leftByRule: 0 },
    ]);
  });
});

describe("who may only read", { timeout: 300_000 }, () => {
  it("sees the figures that rules may name, and where webhooks lead without what may be secret", async () => {
    const { figures } = await get<FiguresAnswer>("/figures");
    expect(figures).toContainEqual({ name: "orders", kind: "number" });
    expect(figures).toContainEqual(
      expect.objectContaining({ name: "tier", values: ["high", "medium", "other"] }),
    );

    const url = `${ROOT}/webhooks`;
    const payload = { name: "CRM", url: "https://hooks.example.com/T0/secret", segments: [], active: true };
    await tenure.app.inject({ method: "POST", url, headers: script, payload });
    const urlsFor = async (headers: Credentials) => {
      const answer = await tenure.app.inject({ method: "GET", url, headers });
      const { webhooks } = WebhooksAnswer.parse(answer.json());
      return webhooks.map((webhook) => webhook.url);
    };
    expect(await urlsFor(script)).toEqual([payload.url]);
    expect(await urlsFor(await tenure.token(["segments:read"]))).toEqual(["https://hooks.example.com/…"]);
  });
});
