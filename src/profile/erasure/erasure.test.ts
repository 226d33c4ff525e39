import { beforeAll, describe, expect, test } from "vitest";
import { appendToInbox, capability as inbox } from "../../collect/inbox/index.ts";
import type { Capability } from "../../core/capability.ts";
import { asId, showProfileId, type ProfileId } from "../../core/ids.ts";
import { bound, sql } from "../../core/sql.ts";
import {
  capability as graph,
  findProfile,
  handlesOf,
  resolveIdentities,
} from "../../identify/graph/index.ts";
import { trackedEvent } from "../../../test/kit/events.ts";
import { testApp, type TestApp } from "../../../test/kit/app.ts";
import { people } from "../../workspace/people/index.ts";
import { tokens } from "../../workspace/tokens/index.ts";
import { capability as consent, recordConsent } from "../consent/index.ts";
import { capability as traits, recordTraits } from "../traits/index.ts";
import { drainInbox } from "../../pipeline.ts";
import { eraseSubject, finishErasures } from "./erase.ts";
import { erasureCapability } from "./index.ts";

let shop: TestApp;
const registry: Capability[] = [inbox, graph, traits, consent];
const OF_STATE = ["handle", "evidence", "trait", "display_name", "consent"] as const;

beforeAll(async () => {
  const erasure = erasureCapability(() => registry);
  shop = await testApp({ capabilities: [people, tokens, ...registry, erasure] });
});

/** Takes a customer in as the pipeline does; answers with the profile. */
async function takeIn(userId: string): Promise<ProfileId> {
  const { state, facts, clock } = shop.context;
  const event = trackedEvent({
    kind: "identify",
    userId,
    anonymousId: `${userId}-visitor`,
    traits: { email: `${userId}@example.com`, name: `Name of ${userId}` },
    context: { consent: { categoryPreferences: { email: true } } },
  });
  const rows = await state.transaction().execute(async (tx) => {
    const resolved = await resolveIdentities(tx, [event], { clock, defaultCountry: null });
    const changes = await recordTraits(tx, resolved.events);
    await recordConsent(tx, resolved.events);
    return { trait: changes, alias: resolved.aliases };
  });
  for (const table of ["trait", "alias"] as const) {
    const lines = rows[table].map((row) => JSON.stringify(row)).join("\n");
    await facts.insert({ table, rows: Buffer.from(lines), token: `${userId} ${table}` });
  }
  return (await findProfile(state, "user_id", userId)) ?? asId<ProfileId>(0);
}

async function exported(id: ProfileId): Promise<string> {
  const url = `/api/v1/profiles/${showProfileId(id)}/export`;
  return (await shop.app.inject({ url, headers: shop.owner })).body;
}

function erase(id: ProfileId, typed = showProfileId(id), headers = shop.owner) {
  const url = `/api/v1/profiles/${showProfileId(id)}/erase`;
  return shop.app.inject({ method: "POST", url, headers, payload: { id: typed } });
}

async function rowsOf(table: (typeof OF_STATE)[number]): Promise<string> {
  return JSON.stringify(await shop.context.state.selectFrom(table).selectAll().execute());
}

describe("a copy of all that is held of a customer", () => {
  test("has what each capability holds, and nothing of others", async () => {
    const id = await takeIn("ada");
    await takeIn("bob");
    const copy = await exported(id);
    for (const held of ["ada@example.com", "Name of ada", "ada-visitor", '"email":true'])
      expect(copy).toContain(held);
    expect(copy).not.toContain("bob");
    expect(Object.keys(JSON.parse(copy).held)).toEqual(registry.map(({ name }) => name));
  });

  test("of nobody is not found", async () => {
    expect(JSON.parse(await exported(asId<ProfileId>(999_999))).error.code).toBe("not_found");
  });
});

describe("erasing a customer", () => {
  test("takes the id typed once more", async () => {
    const id = await takeIn("cem");
    const answer = await erase(id, "p_1x");
    expect([answer.statusCode, answer.json().error.field]).toEqual([400, "id"]);
    expect(await exported(id)).toContain("cem@example.com");
  });

  test("is not for viewers", async () => {
    const answer = await erase(await takeIn("dan"), undefined, await shop.as("viewer"));
    expect(answer.statusCode).toBe(403);
  });

  test("leaves nothing in either store, and others as they were", async () => {
    const [id] = [await takeIn("zoe"), await takeIn("fay")];
    expect((await erase(id)).json()).toMatchObject({ id: showProfileId(id), handles: 3 });
    for (const table of OF_STATE) {
      const rows = await rowsOf(table);
      expect(rows).not.toContain("zoe");
    }
    expect(await rowsOf("handle")).toContain("fay@example.com");
    const facts = await shop.context.facts.query<{ value: string }>(sql`SELECT value FROM trait`);
    const values = facts.map(({ value }) => value);
    expect(values).toContain('"Name of fay"');
    expect(values).not.toContain('"Name of zoe"');
  });

  test("that a crash cut short is finished later", async () => {
    const id = await takeIn("gus");
    const { state, clock } = shop.context;
    const handles = await state.selectFrom("handle").select("id").where("profile_id", "=", id).execute();
    await state
      .insertInto("erasure")
      .values({
        profile_id: id,
        handle_ids: handles.map((handle) => handle.id),
        requested_by: "person 1",
        requested_at: new Date(clock.now()),
        erased_at: null,
        facts_time: null,
        finished_at: null,
      })
      .execute();
    await finishErasures(shop.context, () => registry);
    expect(await findProfile(state, "user_id", "gus")).toBeNull();
    const open = await state.selectFrom("erasure").select("id").where("erased_at", "is", null).execute();
    expect(open).toEqual([]);
  });
});

test.each([
  ["graph", graph],
  ["traits", traits],
  ["consent", consent],
])("%s can be asked to erase twice", async (_, { personalData }) => {
  const id = await takeIn("hal");
  const handles = await shop.context.state
    .selectFrom("handle")
    .select("id")
    .where("profile_id", "=", id)
    .execute();
  const subject = { handles: handles.map((handle) => handle.id) };
  await personalData?.erase(shop.context, subject);
  await personalData?.erase(shop.context, subject);
  expect(JSON.stringify(await personalData?.export(shop.context, subject))).not.toContain("hal");
});

test("an event that comes between the erasure of the facts and that of the graph leaves nothing behind", async () => {
  const { context } = shop;
  const id = await takeIn("late");
  const handles = (await handlesOf(context.state, [id])).get(id)?.map((handle) => handle.id) ?? [];
  let hasCome = false;
  const meanwhile: Capability = {
    name: "meanwhile",
    personalData: {
      ...{ holds: "", tables: [], export: () => Promise.resolve(null) },
      async erase() {
        if (hasCome) return;
        hasCome = true;
        const event = trackedEvent({
          userId: "late",
          name: "Order Completed",
          at: context.clock.now() + 1000,
        });
        await context.state
          .transaction()
          .execute((tx) => appendToInbox(tx, { sourceId: event.sourceId, events: [event], importId: null }));
        await drainInbox(context);
      },
    },
  };
  await eraseSubject(context, () => [inbox, meanwhile, ...registry.slice(1)], {
    ...{ profileId: id, handles, by: "owner" },
  });
  expect(hasCome).toBe(true);
  const left = await context.facts.query(
    sql`SELECT handle_id FROM event WHERE handle_id IN ${bound("Array(UInt64)", handles)}`,
  );
  expect(left).toEqual([]);
});
