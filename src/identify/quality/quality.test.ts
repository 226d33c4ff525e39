/** The page's figures: by hand on a few customers, and by another way of reckoning on a whole shop. */
import { beforeAll, describe, expect, test } from "vitest";
import { type AttackKit, attackKit } from "../../../test/kit/attack.ts";
import { sql } from "../../core/sql.ts";
import { loadDemo } from "../../collect/demo/load.ts";
import { beginDemo } from "../../collect/demo/queries.ts";
import { drainInbox } from "../../pipeline.ts";
import type { IdentityAnswer } from "../graph/contract.ts";
import { namesCustomer } from "../rules/index.ts";
import type { Quality, QualityCustomersPage, QualityKey, SharedDevicesPage } from "./contract.ts";
import { DAYS } from "./period.ts";

const DAY = 86_400_000;

function asking(kit: AttackKit) {
  const quality = () => kit.ask<Quality>("/api/v1/identity/quality");
  return {
    quality,
    figure: async (key: QualityKey) => (await quality()).figures.find((one) => one.key === key),
    /** The customers behind a figure, by name. */
    behind: async (set: string) => {
      const page = await kit.ask<QualityCustomersPage>(
        `/api/v1/identity/quality/customers?limit=200&set=${set}`,
      );
      return { total: page.total, names: page.rows.map(({ name }) => name) };
    },
    devices: () => kit.ask<SharedDevicesPage>("/api/v1/identity/shared-devices"),
  };
}

describe("a shop of a few people", () => {
  let kit: AttackKit;
  let ask: ReturnType<typeof asking>;
  let nth = 0;

  const at = (daysAgo: number) => new Date(kit.context.clock.now() - daysAgo * DAY).toISOString();
  const seen = (daysAgo: number, who: object, more: object = {}) => {
    nth += 1;
    return { type: "track", event: "Viewed", messageId: `m${nth}`, timestamp: at(daysAgo), ...who, ...more };
  };
  const bought = (daysAgo: number, who: object, price: number) =>
    seen(daysAgo, who, {
      event: "Order Completed",
      properties: { order_id: `o${nth}`, currency: "EUR", products: [{ price, quantity: 1 }] },
    });
  const said = (daysAgo: number, who: object, email?: string) =>
    seen(daysAgo, who, { type: "identify", ...(email && { traits: { email: `${email}@example.com` } }) });

  beforeAll(async () => {
    kit = await attackKit();
    ask = asking(kit);
    await kit.serve(
      // Before: a visitor orders for 100 and is Ann only later; Bob is known from the beginning.
      seen(45, { anonymousId: "ann-phone" }),
      bought(42, { anonymousId: "ann-phone" }, 100),
      said(41, { userId: "bob" }, "bob"),
      // In the period: Ann is known, orders on her browser; Cem orders first and says later who he is.
      said(25, { userId: "ann", anonymousId: "ann-phone" }, "ann"),
      bought(20, { anonymousId: "ann-phone" }, 70),
      bought(19, { userId: "bob" }, 60),
      bought(18, { anonymousId: "cem-phone" }, 20),
      said(17, { userId: "cem", anonymousId: "cem-phone" }),
      bought(16, { anonymousId: "somebody" }, 80),
      seen(15, { anonymousId: "passer-by" }),
    );
  });

  test("counts the events and the visitors that are known", async () => {
    // Of 7 events 5 are of Ann, Bob and Cem; of the 3 before all: Ann was a visitor, and is known now.
    expect(await ask.figure("known_events")).toMatchObject({ value: 5 / 7, previous: 1, n: 7 });
    expect(await ask.figure("known_visitors")).toMatchObject({ value: 3 / 5, previous: 1, n: 5 });
    expect(await ask.behind("known")).toEqual({
      total: 3,
      names: ["ann@example.com", "cem", "bob@example.com"],
    });
    expect((await ask.behind("visitors")).names.toSorted()).toEqual(["passer-by", "somebody"]);
  });

  test("counts what anonymous visitors paid, and what of it has a customer now", async () => {
    expect(await ask.figure("claimed_revenue")).toMatchObject({
      ...{ value: 0.2, previous: 1 },
      parts: { anonymous: "100", claimed: "20" },
    });
    expect(await ask.behind("claimed")).toEqual({ total: 1, names: ["cem"] });
  });

  test("counts the identifiers of customers, now and a month ago", async () => {
    // Ann 3, Bob 2, Cem 2; a month ago of those whom an identifier named Bob alone, with 2.
    const figure = await ask.figure("identifiers_per_customer");
    expect(figure).toMatchObject({ value: 7 / 3, previous: 2, n: 3 });
    const { identifiers } = await ask.quality();
    expect(identifiers.slice(0, 3)).toEqual([
      { least: 1, most: 1, customers: 0, before: 0 },
      { least: 2, most: 2, customers: 2, before: 1 },
      { least: 3, most: 3, customers: 1, before: 0 },
    ]);
    expect(await ask.behind("identifiers&least=3&most=3")).toEqual({ total: 1, names: ["ann@example.com"] });
  });

  test("counts merges by the day in the workspace's time zone, and conflicts by their reason", async () => {
    await kit.serve(said(3, { userId: "bob" }, "ann"), said(3, { anonymousId: "cem-2" }, "cem"));
    await kit.serve(said(2, { userId: "cem" }, "cem"));
    kit.context.clock.advance(61_000);
    const { merges, conflicts } = await ask.quality();
    expect([merges[0]?.day, merges.length]).toEqual(["2026-01-01", 31]);
    expect(merges.filter((one) => one.merges > 0)).toEqual([{ day: "2026-01-31", merges: 1, undone: 0 }]);
    expect(conflicts).toEqual([{ reason: "user_id_limit", links: 1, before: 0 }]);
    expect((await ask.behind("merged")).names).toEqual(["cem@example.com"]);
    expect((await ask.behind("conflict&reason=user_id_limit")).names.toSorted()).toEqual([
      "ann@example.com",
      "bob@example.com",
    ]);
    expect((await ask.behind("conflict&reason=shared")).total).toBe(0);
  });

  test("gives the customers behind a figure as a file, whole and harmless, to those who may export", async () => {
    await kit.serve(said(2, { userId: "=1+1", anonymousId: "eve-1" }));
    kit.context.clock.advance(61_000);
    const url = "/api/v1/identity/quality/customers.csv?set=identifiers&least=2&limit=1&offset=1";
    const { body, headers } = await kit.app.inject({ url, headers: kit.owner });
    expect(headers).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="identifiers.csv"',
    });
    const [head, ...lines] = body.replace("\uFEFF", "").trimEnd().split("\r\n");
    expect(head).toBe("profile_id,name,identifiers,identifiers_naming,first_seen,last_seen");
    const { total } = await ask.behind("identifiers&least=2");
    expect(lines).toHaveLength(total);
    expect(lines).toContainEqual(expect.stringMatching(/^\w+,'=1\+1,2,1,2026-/));
    expect((await kit.app.inject({ url, headers: await kit.as("viewer") })).statusCode).toBe(403);
  });

  test("finds who has suspiciously many identifiers", async () => {
    expect(await ask.figure("giants")).toMatchObject({ value: 0, previous: 0 });
    await kit.serve(...Array.from({ length: 10 }, (_, many) => said(1, { userId: "bob" }, `bob-${many}`)));
    kit.context.clock.advance(61_000);
    expect(await ask.figure("giants")).toMatchObject({ value: 1, previous: 0 });
    expect(await ask.behind("giants")).toEqual({ total: 1, names: ["bob@example.com"] });
  });

  test("lists the devices that pass from hand to hand, not those that were sold", async () => {
    await kit.serve(
      ...["ann", "bob", "ann"].map((userId, turn) => said(1 - turn / 10, { userId, anonymousId: "tablet" })),
      ...["ann", "bob"].map((userId, turn) => said(1 - turn / 10, { userId, anonymousId: "sold" })),
      ...["a", "b", "c", "d", "e", "f"].map((userId, turn) =>
        said(1 - turn / 10, { userId, anonymousId: "till" }),
      ),
    );
    const { rows, total } = await ask.devices();
    expect(total).toBe(2);
    expect(
      rows.map(({ value, kind, customers, handovers }) => ({ value, kind, customers, handovers })),
    ).toEqual([
      { value: "till", kind: "till", customers: 6, handovers: 5 },
      { value: "tablet", kind: "household", customers: 2, handovers: 2 },
    ]);
    expect(rows[1]?.owners.map(({ name }) => name)).toEqual(["ann@example.com", "bob@example.com"]);
    expect(rows[0]?.owners[0]?.name).toBe("f");
    const why = async (at: number) => {
      const id = rows[1]?.owners[at]?.id;
      const { handles } = await kit.ask<IdentityAnswer>(`/api/v1/customers/${id}/identity`);
      return handles.flatMap(({ value, passedOn }) => (passedOn ? [{ value, ...passedOn }] : []));
    };
    const shared = { value: "tablet", handovers: 2, customers: 2 };
    expect(await why(0)).toEqual([{ ...shared, isNow: true }]);
    expect(await why(1)).toEqual([{ ...shared, isNow: false }]);
    kit.context.clock.advance(61_000);
    expect((await ask.figure("shared_devices"))?.value).toBe(2);
  });
});

describe("a whole shop", () => {
  let kit: AttackKit;

  beforeAll(async () => {
    kit = await attackKit();
    const now = kit.context.clock.now();
    const demo = await beginDemo(kit.context.state, {
      customers: 400,
      seed: 3,
      currency: "EUR",
      endsAt: now,
      now,
    });
    if (!demo) throw new Error("a demo was there already");
    await loadDemo(kit.context, demo, new AbortController().signal);
    await drainInbox(kit.context);
  }, 240_000);

  test("has the figures that another way of reckoning gives: event by event, handle by handle", async () => {
    const { state, facts, clock } = kit.context;
    const handles = await state.selectFrom("handle").selectAll().execute();
    const profileOf = new Map(handles.map(({ id, profile_id }) => [Number(id), profile_id]));
    const naming = handles.filter(({ type, shared }) => namesCustomer(type) && !shared);
    const known = new Set(naming.map(({ profile_id }) => profile_id));
    const own = new Set(["order", "unidentified"]);
    const visitors = new Set(
      handles.filter(({ type }) => !own.has(type)).map(({ profile_id }) => profile_id),
    );

    const from = clock.now() - DAYS * DAY;
    const events = await facts.query<{ handle_id: string; at: string }>(
      sql`SELECT handle_id, toString(toUnixTimestamp64Milli(at)) AS at FROM event`,
    );
    const inPeriod = events.filter(({ at }) => Number(at) >= from && Number(at) < clock.now());
    const who = inPeriod.map(({ handle_id }) => profileOf.get(Number(handle_id)));
    const people = [...new Set(who)].filter((one) => one !== undefined && visitors.has(one));
    const isKnown = (one: (typeof who)[number]) => one !== undefined && known.has(one);

    const { figures, identifiers } = await kit.ask<Quality>("/api/v1/identity/quality");
    const figure = (key: QualityKey) => figures.find((one) => one.key === key);
    expect(inPeriod.length).toBeGreaterThan(100);
    expect(figure("known_events")?.value).toBeCloseTo(who.filter(isKnown).length / who.length, 10);
    expect(figure("known_visitors")?.value).toBeCloseTo(people.filter(isKnown).length / people.length, 10);

    const internal = new Set([...own, "claimed_user_id"]);
    const counted = handles.filter(({ type, profile_id }) => !internal.has(type) && known.has(profile_id));
    expect(figure("identifiers_per_customer")?.value).toBeCloseTo(counted.length / known.size, 10);
    expect(identifiers.reduce((sum, { customers }) => sum + customers, 0)).toBe(known.size);
  }, 240_000);

  test("has as many customers behind each bar as the bar says", async () => {
    const { identifiers } = await kit.ask<Quality>("/api/v1/identity/quality");
    for (const { least, most, customers } of identifiers) {
      const upTo = most === null ? "" : `&most=${most}`;
      const page = await kit.ask<QualityCustomersPage>(
        `/api/v1/identity/quality/customers?set=identifiers&least=${least}${upTo}&limit=1`,
      );
      expect(page.total).toBe(customers);
    }
  });

  test("has the claimed revenue that asking order by order gives", async () => {
    const { state, facts, clock } = kit.context;
    const from = clock.now() - DAYS * DAY;
    const orders = await facts.query<{ handle_id: string; at: string; net: string }>(sql`
      SELECT handle_id, toString(toUnixTimestamp64Milli(at)) AS at, toString(gross - discount) AS net
      FROM \`order\` FINAL WHERE status = ${"paid"} AND trust = ${"trusted"}`);
    let [all, claimed] = [0, 0];
    for (const order of orders) {
      if (Number(order.at) < from || Number(order.at) >= clock.now()) continue;
      const handle = await state
        .selectFrom("handle")
        .selectAll()
        .where("id", "=", Number(order.handle_id) as never)
        .executeTakeFirstOrThrow();
      if (namesCustomer(handle.type)) continue;
      const mates = await state
        .selectFrom("handle")
        .selectAll()
        .where("profile_id", "=", handle.profile_id)
        .execute();
      const names = new Set(mates.filter(({ type }) => namesCustomer(type)).map(({ id }) => id));
      const ties = await state.selectFrom("evidence").selectAll().where("verdict", "=", "holds").execute();
      const since = ties
        .filter(
          ({ handle_a: a, handle_b: b }) =>
            (a === handle.id && names.has(b)) || (b === handle.id && names.has(a)),
        )
        .map(({ at }) => at.getTime());
      if (since.some((one) => one <= Number(order.at))) continue;
      all += Number(order.net);
      if (names.size > 0) claimed += Number(order.net);
    }
    const { figures } = await kit.ask<Quality>("/api/v1/identity/quality");
    const parts = figures.find(({ key }) => key === "claimed_revenue")?.parts;
    expect(Number(parts?.["anonymous"])).toBeCloseTo(all, 2);
    expect(Number(parts?.["claimed"])).toBeCloseTo(claimed, 2);
  }, 240_000);
});
