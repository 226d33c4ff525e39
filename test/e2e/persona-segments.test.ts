/** Segments whose rules name personas follow each run that ends, and nothing else of personas. */
import { beforeAll, expect, it } from "vitest";
import { asId, showProfileId, type HandleId, type ProfileId } from "../../src/core/ids.ts";
import { Problem } from "../../src/core/problem.ts";
import { countedRows } from "../../src/measure/basis/index.ts";
import { personaCustomers, personaCustomersCsv } from "../../src/profile/personas/customers.ts";
import { recognise } from "../../src/profile/recognise/recognise.ts";
import { workOffPersonas } from "../../src/profile/personas/jobs.ts";
import { personalData } from "../../src/profile/personas/personal-data-queries.ts";
import { askForRun, lastResult } from "../../src/profile/personas/runs-store.ts";
import { checkKept } from "../../src/profile/segments/check.ts";
import { explain } from "../../src/profile/segments/explain.ts";
import { notePersonas } from "../../src/profile/segments/index.ts";
import { segments } from "../../src/profile/segments/segments.ts";
import { SegmentsQuestion } from "../../src/profile/segments/asked-contract.ts";
import { Segments, toldTwice } from "../kit/segments.ts";

const HOUR = 3_600_000;
const goingOn = new AbortController().signal;

let shop: Segments;
let repeat: number;
let silentRepeat: number;

/** A run from the beginning to its end; `noteMoved` may fail as a killed one does. */
async function run(noteMoved = notePersonas): Promise<void> {
  shop.world.clock.advance(HOUR);
  await askForRun(shop.world.state, "test", shop.world.clock.now());
  await workOffPersonas(shop.world, countedRows, goingOn, noteMoved);
}

let order = 0;
const buy = (userId: string) => {
  order += 1;
  const properties = { order_id: `o${order}`, total: 10, revenue: 10, currency: "EUR" };
  return { name: "Order Completed", userId, properties };
};

async function profileOf(userId: string): Promise<ProfileId> {
  const { profile_id: profile } = await shop.world.state
    .selectFrom("handle")
    .select("profile_id")
    .where("type", "=", "user_id")
    .where("value", "=", userId)
    .executeTakeFirstOrThrow();
  return profile;
}

async function touched(): Promise<number[]> {
  const rows = await shop.world.state.selectFrom("segment_touched").select("handle_ids").execute();
  return rows.flatMap(({ handle_ids: handles }) => handles.map(Number));
}

async function agrees(): Promise<void> {
  await shop.work();
  expect(await shop.kept()).toEqual(await shop.fromScratch());
  expect(toldTwice(await shop.moves())).toEqual([]);
}

beforeAll(async () => {
  shop = await Segments.open();
  await shop.world.state.updateTable("workspace").set({ currency: "EUR" }).execute();
  await shop.send(buy("ann"), buy("ann"), buy("bob"), { userId: "cem" }, buy("dua"), buy("dua"));
});

it("a rule names only personas that a run has found", async () => {
  const refused = await checkKept(shop.world, { persona: "repeat" }).catch((failure: unknown) => failure);
  expect(refused).toMatchObject({ code: "invalid", field: "rule.persona" } satisfies Partial<Problem>);
  await run();
  repeat = await shop.make("Repeat", { persona: "repeat" });
  silentRepeat = await shop.make("Repeat, no visit", {
    all: [
      { persona: "repeat" },
      { did: { what: "event", names: ["Product Viewed"] }, times: { exactly: 0 } },
    ],
  });
  await expect(checkKept(shop.world, { persona: "k7" })).rejects.toThrow(Problem);
});

it("its members are those of the last run, and only who moved is looked at after the next", async () => {
  await agrees();
  expect(await shop.members(repeat)).toEqual(["ann", "dua"]);
  await shop.send(buy("bob"), { userId: "ann" });
  await agrees();
  expect([await shop.members(repeat), await shop.members(silentRepeat)]).toEqual([["ann", "dua"], ["dua"]]);
  await run();
  expect(await touched()).toEqual([Number(await profileOf("bob"))]);
  await agrees();
  expect(await shop.members(repeat)).toEqual(["ann", "bob", "dua"]);
  await run();
  expect(await touched()).toEqual([]);
});

it("a run that is killed as it ends changes nothing, and is done whole by the next", async () => {
  await shop.send(buy("cem"), buy("cem"));
  const killed = run(() => Promise.reject(new Error("killed")));
  await expect(killed).rejects.toThrow("killed");
  await agrees();
  expect(await shop.members(repeat)).toEqual(["ann", "bob", "dua"]);
  await workOffPersonas(shop.world, countedRows, goingOn, notePersonas);
  await agrees();
  expect(await shop.members(repeat)).toEqual(["ann", "bob", "cem", "dua"]);
});

it("says why somebody is in it, and which segments stand on a persona", async () => {
  const why = await explain(
    shop.world,
    { not: { persona: "repeat" } },
    showProfileId(await profileOf("ann")),
  );
  expect(why).toMatchObject({ holds: false, leaves: [{ path: ["not"], holds: true }] });
  const last = await lastResult(shop.world.state);
  expect(why.leaves[0]?.evidence).toEqual([{ what: "persona", id: "repeat", at: last?.result.asOf }]);
  const naming = async (persona: string) => {
    const found = await segments(shop.world, SegmentsQuestion.parse({ persona }));
    return found.segments.map(({ id }) => id).toSorted();
  };
  expect(await naming("repeat")).toEqual([repeat, silentRepeat]);
  expect(await naming("bounced")).toEqual([]);
});

it("all its customers are listed page by page, sought and exported; each customer knows theirs", async () => {
  const page = async (asked: { q?: string; cursor?: string }) => {
    const answer = await personaCustomers(shop.world, "repeat", { limit: 3, ...asked });
    return { ...answer, customers: answer.customers.map(({ id }) => id) };
  };
  const ids = await Promise.all(
    ["ann", "bob", "cem", "dua"].map(async (one) => showProfileId(await profileOf(one))),
  );
  const first = await page({});
  const second = await page({ cursor: first.next ?? "" });
  expect([...first.customers, ...second.customers]).toEqual(ids);
  expect([first.total, second.next]).toEqual([4, null]);
  expect(await page({ q: "bob" })).toMatchObject({ customers: [ids[1]], total: 1, next: null });
  let file = "";
  for await (const piece of personaCustomersCsv(shop.world, "repeat", undefined)) file += piece;
  expect(file.trim().split("\r\n").length).toBe(5);
  await expect(personaCustomers(shop.world, "k7", { limit: 1 })).rejects.toThrow(Problem);
  const asked = { identifiers: { user_id: "ann" }, traits: [], segments: false, personas: true };
  expect((await recognise(shop.world, asked)).personas).toMatchObject([{ id: "repeat" }]);
});

it("a persona that is not found again has no members, and one whose members are not in the facts gets them", async () => {
  const { state } = shop.world;
  const last = await lastResult(state);
  if (!last) throw new Error("no run");
  const [persona] = last.result.personas;
  const personas = [...last.result.personas, { ...persona, id: "k9", kind: "found", group: 0 }];
  const result = JSON.stringify({ ...last.result, personas });
  await state
    .updateTable("persona_run")
    .set({ result, in_facts: false } as never)
    .where("id", "=", last.id)
    .execute();
  const bob = await profileOf("bob");
  await state.updateTable("persona_member").set({ found: 0 }).where("profile_id", "=", bob).execute();
  const kind = await shop.make("Found", { persona: "k9" });
  await agrees();
  expect(await shop.members(kind)).toEqual([]);
  await workOffPersonas(shop.world, countedRows, goingOn, notePersonas);
  await agrees();
  expect(await shop.members(kind)).toEqual(["bob"]);
  await run();
  await agrees();
  expect(await shop.members(kind)).toEqual([]);
});

it("an erased customer is of no persona in the facts either", async () => {
  const handles = [asId<HandleId>(Number(await profileOf("dua")))];
  await personalData.erase(shop.world, { handles });
  shop.world.clock.advance(HOUR);
  await shop.send({ userId: "dua" });
  await agrees();
  expect(await shop.members(repeat)).toEqual(["ann", "bob", "cem"]);
});
