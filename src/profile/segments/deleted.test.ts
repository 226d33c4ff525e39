/** Segments that are deleted, brought back within 30 days, or gone after them; on the real engines. */
import { beforeAll, describe, expect, it } from "vitest";
import { type Credentials, type TestApp, testApp } from "../../../test/kit/app.ts";
import { Segments } from "../../../test/kit/segments.ts";
import type { Segment, SegmentsAnswer } from "./contract.ts";
import { forgetSegments } from "./jobs.ts";

const ROOT = "/api/v1/segments";
const DAY = 86_400_000;
const bought = { did: { what: "event", names: ["Order Completed"] } } as const;

let tenure: TestApp;
let shop: Segments;
let script: Credentials;

async function ask<Body>(method: "GET" | "POST" | "DELETE", path: string, payload?: object) {
  const url = path.startsWith("/v1") || path.startsWith("/api") ? path : `${ROOT}${path}`;
  const answer = await tenure.app.inject({ method, url, headers: script, ...(payload && { payload }) });
  return { status: answer.statusCode, body: (answer.body === "" ? null : answer.json()) as Body };
}

const make = async (name: string, rule: object | null) => {
  const { id } = (await ask<Segment>("POST", "", { name, rule })).body;
  await shop.work();
  return id;
};
const back = async (id: number) => (await ask<Segment>("POST", `/${id}/undelete`)).body;
const list = async (show: string) => (await ask<SegmentsAnswer>("GET", `?show=${show}`)).body;
const idOfAnn = async () => {
  const found = await ask<{ rows: { id: string }[] }>("GET", "/api/v1/customers?q=ann");
  return found.body.rows[0]?.id;
};
const moves = async () => {
  const ann = await idOfAnn();
  const told = await ask<{ events: { pageTitle: string }[] }>(
    "GET",
    `/api/v1/customers/${ann}/timeline?kinds=segments`,
  );
  return told.body.events.map(({ pageTitle }) => pageTitle);
};

beforeAll(async () => {
  tenure = await testApp();
  shop = await Segments.open(tenure.context);
  script = await tenure.token();
  await shop.send(
    { kind: "identify", name: "", userId: "ann", traits: { email: "ann@example.com" } },
    { name: "Order Completed", userId: "ann" },
  );
}, 300_000);

describe("a segment that is deleted", { timeout: 300_000 }, () => {
  it("is nowhere but in the list of deleted ones, and comes back as it was", async () => {
    const id = await make("Buyers", bought);
    const hand = await make("By hand", null);
    await ask("POST", `/${hand}/list/add`, { values: ["ann@example.com"] });
    await shop.work();
    for (const one of [id, hand]) expect((await ask("DELETE", `/${one}`)).status).toBe(204);
    await shop.send({ name: "Order Completed", userId: "bob" });
    await shop.work();

    expect(await list("active")).toMatchObject({ total: 0, shown: { active: 0, archived: 0, deleted: 2 } });
    const deleted = { by: expect.stringMatching(/^token /), until: expect.any(String) };
    expect((await list("deleted")).segments).toMatchObject([
      { name: "Buyers", status: "deleted", deleted },
      { name: "By hand", status: "deleted", deleted },
    ]);
    for (const path of ["members", "members.csv", "history", "sql", "uses"]) {
      expect((await ask("GET", `/${id}/${path}`)).status, path).toBe(404);
    }
    expect(await ask("POST", "", { name: "On it", rule: { not: { segment: id } } })).toMatchObject({
      body: { error: { reason: "conditions.no_segment" } },
    });
    expect((await ask("GET", `/api/v1/figures/overview?who=segment:${id}`)).status).toBe(400);
    const traits = "/v1/spaces/default/collections/users/profiles/user_id:ann/traits?class=audience";
    expect(await ask("GET", traits)).toMatchObject({ body: { traits: {} } });
    expect(await moves()).toEqual([]);

    expect(await back(id)).toMatchObject({ id, name: "Buyers", version: 1, deleted: null });
    await back(hand);
    await shop.work();
    expect(await shop.members(id)).toEqual(["ann", "bob"]);
    expect(await shop.members(hand)).toEqual(["ann"]);
    expect((await moves()).toSorted()).toEqual(["Buyers", "By hand"]);
  });

  it("gives up its name, and comes back under another where that was taken", async () => {
    const id = await make("Wanted", bought);
    await ask("DELETE", `/${id}`);
    await make("wanted", bought);
    expect((await back(id)).name).toBe("Wanted (2)");
  });

  it("that was put aside comes back put aside", async () => {
    const id = await make("Aside", bought);
    await ask("POST", `/${id}/archive`);
    await ask("DELETE", `/${id}`);
    expect((await back(id)).status).toBe("archived");
  });

  it("waits for those that its rule names to be brought back first", async () => {
    const base = await make("Base", bought);
    const upper = await make("Upper", { not: { segment: base } });
    expect(await ask("DELETE", `/${base}`)).toMatchObject({
      body: { error: { reason: "segments.is_used" } },
    });
    for (const id of [upper, base]) expect((await ask("DELETE", `/${id}`)).status).toBe(204);
    expect(await ask("POST", `/${upper}/undelete`)).toMatchObject({
      status: 409,
      body: { error: { reason: "segments.names_deleted" } },
    });
    expect((await back(base)).status).toBe("computing");
    expect((await back(upper)).status).toBe("computing");
  });

  it("goes for good after 30 days, with the webhooks that told of it alone", async () => {
    const { clock, state } = shop.world;
    const id = await make("Going", bought);
    const webhook = { name: "Of it", url: "https://example.com/hook", active: true };
    for (const segments of [[id], [id, 1], []]) await ask("POST", "/webhooks", { ...webhook, segments });
    await ask("DELETE", `/${id}`);
    clock.advance(30 * DAY - 1000);
    await forgetSegments(shop.world);
    expect((await ask<Segment>("GET", `/${id}`)).body.status).toBe("deleted");
    clock.advance(2000);
    await forgetSegments(shop.world);
    expect((await ask("GET", `/${id}`)).status).toBe(404);
    expect((await shop.moves()).some((move) => move.split(" ")[1] === String(id))).toBe(false);
    const left = await state.selectFrom("segment_webhook").select("segments").orderBy("id").execute();
    expect(left).toEqual([{ segments: [1] }, { segments: [] }]);
  });

  it("still hands out and forgets whom it held, until it goes", async () => {
    const hand = await make("Secret list", null);
    await ask("POST", `/${hand}/list/add`, { values: ["ann@example.com"] });
    await shop.work();
    await ask("DELETE", `/${hand}`);
    const ann = await idOfAnn();
    const held = await tenure.app.inject({ url: `/api/v1/profiles/${ann}/export`, headers: script });
    expect(held.body).toContain("Secret list");
    expect((await ask("POST", `/api/v1/profiles/${ann}/erase`, { id: ann })).status).toBeLessThan(300);
    expect(await shop.world.state.selectFrom("segment_list").selectAll().execute()).toEqual([]);
  });
});
