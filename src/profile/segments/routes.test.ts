/** Segments over HTTP as pages and scripts use them, on the real engines. */
import { beforeAll, describe, expect, it } from "vitest";
import { type Credentials, type TestApp, testApp } from "../../../test/kit/app.ts";
import { Segments } from "../../../test/kit/segments.ts";
import type {
  ExplainAnswer,
  ListAnswer,
  MembersAnswer,
  OverlapAnswer,
  PreviewAnswer,
  Segment,
  SegmentsAnswer,
  UsesAnswer,
  VersionsAnswer,
} from "./contract.ts";
import type { LibraryAnswer } from "./library-contract.ts";
import type { HistoryAnswer } from "./size-contract.ts";

const ROOT = "/api/v1/segments";
const bought = { did: { what: "event", names: ["Order Completed"] } } as const;
const viewed = { did: { what: "event", names: ["Product Viewed"] } } as const;

let tenure: TestApp;
let shop: Segments;
let script: Credentials;

async function ask<Body>(
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  payload?: object,
  who = script,
) {
  const url = path.startsWith("/v1") ? path : `${ROOT}${path}`;
  const answer = await tenure.app.inject({ method, url, headers: who, ...(payload && { payload }) });
  return { status: answer.statusCode, body: (answer.body === "" ? null : answer.json()) as Body };
}

const make = async (name: string, rule: object | null, more: object = {}) =>
  (await ask<Segment>("POST", "", { name, rule, ...more })).body;

beforeAll(async () => {
  tenure = await testApp();
  shop = await Segments.open(tenure.context);
  script = await tenure.token();
  await shop.send(
    { name: "Order Completed", userId: "ann", traits: { email: "ann@example.com", name: "=Ann" } },
    { kind: "identify", name: "", userId: "ann", traits: { email: "ann@example.com", name: "=Ann" } },
    { name: "Product Viewed", userId: "ann" },
    { name: "Product Viewed", userId: "bob" },
    { name: "Signed Up", userId: "cem" },
  );
}, 300_000);

describe("segments over HTTP", { timeout: 300_000 }, () => {
  it("are previewed from real data, exactly where all customers are few", async () => {
    const { body } = await ask<PreviewAnswer>("POST", "/preview", { rule: bought });
    expect(body).toMatchObject({ members: 1, low: 1, high: 1, exact: true, looked: 3, customers: 3 });
    expect(body.examples).toMatchObject([{ email: "ann@example.com" }]);
    const sizesOnly = await tenure.token(["segments:read"]);
    // Sizes of rules of one's own would tell, one by one, what is stored of somebody.
    expect((await ask("POST", "/preview", { rule: bought }, sizesOnly)).status).toBe(403);
  });

  it("are made, worked out, listed, read page by page, exported and compared", async () => {
    const buyers = await make("Buyers", bought, { folder: "Shop", tags: ["core"], why: "To begin with" });
    expect(buyers).toMatchObject({ status: "computing", version: 1, members: 0 });
    const viewers = await make("Viewers", viewed);
    await shop.work();
    const { body: list } = await ask<SegmentsAnswer>("GET", "?q=buy");
    expect(list.segments).toMatchObject([{ name: "Buyers", status: "ready", members: 1, folder: "Shop" }]);
    expect(list).toMatchObject({
      folders: [{ name: "Shop", segments: 1 }],
      tags: [{ name: "core", segments: 1 }],
    });

    const { body: first } = await ask<MembersAnswer>("GET", `/${viewers.id}/members?limit=1`);
    expect(first).toMatchObject({ total: 2, members: [{ email: "ann@example.com" }] });
    const { body: second } = await ask<MembersAnswer>(
      "GET",
      `/${viewers.id}/members?limit=1&cursor=${first.next}`,
    );
    expect(second).toMatchObject({ next: null, members: [{ email: null }] });

    const { body: shared } = await ask<OverlapAnswer>("POST", "/overlap", {
      segments: [buyers.id, viewers.id],
    });
    expect(shared.parts).toEqual([
      { in: [buyers.id, viewers.id], customers: 1 },
      { in: [viewers.id], customers: 1 },
    ]);
    const { body: past } = await ask<HistoryAnswer>("GET", `/${viewers.id}/history`);
    expect(past.days.at(-1)).toMatchObject({ members: 2, entered: 2, left: 0 });
    expect(past.days).toHaveLength(90);
  });

  it("are called by what reads as it is written, filed and marked so, too", async () => {
    for (const hidden of ["a\u202Eb", "a\nb", "a\u200Bb"]) {
      for (const [field, value] of [
        ["name", hidden],
        ["folder", hidden],
        ["tags", ["fine", hidden]],
      ] as const) {
        const body = { name: "Fine", rule: null, [field]: value };
        expect(await ask("POST", "", body), field).toMatchObject({
          status: 400,
          body: { error: { field: field === "tags" ? "tags.1" : field, reason: "form.control_characters" } },
        });
      }
    }
    expect((await make("\u2068Wide\u2069 · \u2068عريض\u2069", null)).name).toBe("Wide · عريض");
  });

  it("are exported without formulas", async () => {
    const { id } = await make("Exported", bought);
    await shop.work();
    const url = `${ROOT}/${id}/members.csv`;
    const { body } = await tenure.app.inject({ method: "GET", url, headers: script });
    expect(body).toContain("'=Ann");
    expect(body.split("\r\n")).toHaveLength(3);
  });

  it("keep versions, and refuse a change of what somebody else has changed", async () => {
    const { id } = await make("Changing", bought);
    const changed = await ask<Segment>("PATCH", `/${id}`, { version: 1, rule: viewed, why: "Viewers now" });
    expect(changed.body).toMatchObject({ version: 2, rule: viewed, status: "computing" });
    const late = await ask("PATCH", `/${id}`, { version: 1, rule: bought });
    expect(late).toMatchObject({ status: 409, body: { error: { reason: "segments.changed_meanwhile" } } });
    const { body } = await ask<VersionsAnswer>("GET", `/${id}/versions`);
    expect(body.versions.map(({ version, why }) => [version, why])).toEqual([
      [2, "Viewers now"],
      [1, ""],
    ]);
    await shop.work();
    expect(await shop.members(id)).toEqual(["ann", "bob"]);
  });

  it("say where they are used, and are not deleted while they are", async () => {
    const base = await make("Base", bought);
    const upper = await make("Upper", { not: { segment: base.id } });
    const { body } = await ask<UsesAnswer>("GET", `/${base.id}/uses`);
    expect(body.uses).toEqual([{ kind: "segment", id: upper.id, name: "Upper" }]);
    expect(await ask("DELETE", `/${base.id}`)).toMatchObject({ status: 409 });
    expect(await ask("DELETE", `/${upper.id}`)).toMatchObject({ status: 204 });
    expect(await ask("DELETE", `/${base.id}`)).toMatchObject({ status: 204 });
    expect((await ask<Segment>("GET", `/${base.id}`)).body.status).toBe("deleted");
  });

  it("refuse a rule that names what is not there, and one that comes back to itself", async () => {
    const none = await ask("POST", "", { name: "None", rule: { all: [{ segment: 9999 }] } });
    expect(none).toMatchObject({
      status: 400,
      body: { error: { field: expect.stringContaining("segment") } },
    });
    const { id } = await make("Round", bought);
    const round = await ask("PATCH", `/${id}`, { version: 1, rule: { not: { segment: id } } });
    expect(round.status).toBe(400);
  });

  it("put aside are kept no more, and taken out again are worked out anew", async () => {
    const { id } = await make("Aside", bought);
    await shop.work();
    expect((await ask<Segment>("POST", `/${id}/archive`)).body.status).toBe("archived");
    const { body: shown } = await ask<SegmentsAnswer>("GET", "?show=archived");
    expect(shown.segments).toMatchObject([{ name: "Aside" }]);
    expect((await ask<Segment>("POST", `/${id}/restore`)).body.status).toBe("computing");
    await shop.work();
    expect((await ask<Segment>("GET", `/${id}`)).body).toMatchObject({ status: "ready", members: 1 });
  });

  it("filled by hand take identifiers, and say which are nobody's", async () => {
    const list = await make("By hand", null);
    const values = ["ANN@example.com", "nobody@example.com"];
    const put = await ask<ListAnswer>("POST", `/${list.id}/list/add`, { values });
    expect(put.body).toEqual({ changed: 1, unchanged: 0, unknown: ["nobody@example.com"], unknownCount: 1 });
    await shop.work();
    expect(await shop.members(list.id)).toEqual(["ann"]);
    await ask("POST", `/${list.id}/list/remove`, { values });
    await shop.work();
    expect(await shop.members(list.id)).toEqual([]);
  });

  it("are told by the Profile API as audiences, and by recognise where asked", async () => {
    await make("Big Spenders", bought);
    await shop.work();
    const base = "/v1/spaces/default/collections/users/profiles/user_id:ann/traits";
    const audiences = await ask<{ traits: object }>("GET", `${base}?class=audience&limit=50`);
    expect(audiences.body.traits).toMatchObject({ big_spenders: true });
    const one = await ask<{ traits: object }>("GET", `${base}?include=big_spenders`);
    expect(one.body.traits).toEqual({ big_spenders: true });
    const known = await ask<{ segments: { name: string }[] }>("POST", "/v1/recognise", {
      identifiers: { user_id: "ann" },
      segments: true,
    });
    expect(known.body.segments.map(({ name }) => name)).toContain("Big Spenders");
  });

  it("are told to no webhook on this machine or its network, which is said when it is written", async () => {
    const webhook = (url: string, active = true) => ({ name: "CRM", url, segments: [], active });
    const inside = ["http://127.0.0.1/a", "http://2130706433/", "https://[::1]:8/", "http://localhost/hook"];
    for (const url of inside) {
      expect(await ask("POST", "/webhooks", webhook(url)), url).toMatchObject({
        status: 400,
        body: { error: { field: "url", reason: "segments.private_address" } },
      });
    }
    const { body } = await ask<{ id: number }>("POST", "/webhooks", webhook("https://8.8.8.8/hook"));
    const one = `/webhooks/${body.id}`;
    expect(await ask("PUT", one, webhook("http://10.0.0.1/", false))).toMatchObject({ status: 400 });
    const { state } = shop.world;
    await state.updateTable("segment_webhook").set({ url: inside[0] }).where("id", "=", body.id).execute();
    expect(await ask("PUT", one, webhook("http://127.0.0.1/a", false))).toMatchObject({ status: 200 });
    expect(await ask("PUT", one, webhook("http://127.0.0.1/a"))).toMatchObject({ status: 400 });
  });

  it("are explained condition by condition, with the rows that decide", async () => {
    const rule = { all: [bought, { not: viewed }] };
    const { id } = await make("Explained", rule);
    await shop.work();
    const [ann] = (await ask<PreviewAnswer>("POST", "/preview", { rule: bought })).body.examples;
    const { body } = await ask<ExplainAnswer>("GET", `/${id}/explain/${ann?.id}`);
    expect(body).toMatchObject({ customer: ann?.id, holds: false, since: null });
    expect(body.leaves).toMatchObject([
      { path: ["all", 0], holds: true, evidence: [{ what: "event" }] },
      { path: ["all", 1, "not"], holds: true, evidence: [{ what: "event" }] },
    ]);
    const unsaved = await ask<ExplainAnswer>("POST", "/explain", { rule: bought, customer: ann?.id });
    expect(unsaved.body).toMatchObject({ holds: true, leaves: [{ path: [], holds: true }] });
    expect(await ask("GET", `/${id}/explain/p_zzz`)).toMatchObject({ status: 404 });
  });

  it("have ready rules to begin with, each of which can be asked", async () => {
    const { body } = await ask<LibraryAnswer>("GET", "/library");
    expect(new Set(body.ready.map(({ group }) => group))).toEqual(
      new Set(["commerce", "subscription", "saas"]),
    );
    for (const { key, rule } of body.ready) {
      expect((await ask("POST", "/preview", { rule })).status, key).toBe(200);
    }
  });
});
