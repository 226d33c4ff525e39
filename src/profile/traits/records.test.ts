import { beforeEach, describe, expect, test } from "vitest";
import { trackedEvent } from "../../../test/kit/events.ts";
import { testState } from "../../../test/kit/state.ts";
import type { TrackedEvent } from "../../core/event.ts";
import type { JsonObject } from "../../core/json.ts";
import type { State } from "../../core/state.ts";
import { findProfile, resolveIdentities } from "../../identify/graph/index.ts";
import { comparable } from "./comparable.ts";
import { profileRecords, recordTraits } from "./index.ts";

const values = (traits: JsonObject) => comparable(new Map(Object.entries(traits)));

describe("what customers are compared by", () => {
  test.each<[JsonObject, object]>([
    [
      { firstName: "Ada", last_name: "Byron" },
      { given: "Ada", family: "Byron" },
    ],
    [{ firstName: "Ada", name: "Ada Byron" }, { given: "Ada" }],
    [{ name: "Ayşe Nur Öztürk" }, { given: "Ayşe Nur", family: "Öztürk" }],
    [{ name: "Öztürk, Ayşe" }, { given: "Ayşe", family: "Öztürk" }],
    [{ name: "محمد" }, { given: "محمد" }],
    [{ date_of_birth: " 1980-02-03 " }, { birthday: "1980-02-03" }],
    [
      { address: { street: "1 High St", city: "Leeds", postalCode: 4000 } },
      { street: "1 High St", city: "Leeds", postal_code: "4000" },
    ],
    [
      { address: "1 High St, Leeds", zip: "LS1" },
      { street: "1 High St, Leeds", postal_code: "LS1" },
    ],
    [{ company: { name: "ACME" } }, { company: "ACME" }],
    [{ company: "ACME", name: "", city: null, age: 7 }, { company: "ACME" }],
  ])("of %j: %j", (traits, expected) => {
    expect(values(traits)).toEqual(expected);
  });
});

describe("profiles as records", () => {
  let state: State;
  beforeEach(async () => {
    state = await testState();
  });

  const receive = (...events: TrackedEvent[]) =>
    state.transaction().execute(async (tx) => {
      const clock = { now: () => Date.UTC(2026, 5, 1) };
      const { events: resolved } = await resolveIdentities(tx, events, { clock, defaultCountry: "TR" });
      await recordTraits(tx, resolved);
    });
  const identify = (userId: string, traits: JsonObject, more: Partial<TrackedEvent> = {}) =>
    trackedEvent({ kind: "identify", userId, traits, ...more });
  const recordOf = async (userId: string) => {
    const id = await findProfile(state, "user_id", userId);
    return id === null ? undefined : (await profileRecords.of(state, [id])).get(id)?.values;
  };

  test("hold the last that trusted sources said, with the normalised e-mail and phone", async () => {
    await receive(
      identify("ada", { firstName: "Ida", email: "Ada@Example.com", phone: "0532 123 45 67" }),
      identify("ada", { firstName: "Ada" }),
    );
    expect(await recordOf("ada")).toEqual({ given: "Ada", email: "ada@example.com", phone: "+905321234567" });
  });

  test("leave out what only claims say", async () => {
    await receive(
      identify("ada", { lastName: "Byron" }),
      identify(
        "ada",
        { lastName: "Evil", birthday: "1980-01-01", email: "evil@example.com" },
        { trust: "claimed" },
      ),
      identify("eve", { lastName: "Byron" }, { trust: "claimed" }),
    );
    expect(await recordOf("ada")).toEqual({ family: "Byron" });
    expect(await recordOf("eve")).toBeUndefined();
  });

  test("are told all, each once, without those of whom nothing is known", async () => {
    await receive(
      ...Array.from({ length: 20 }, (_, index) =>
        identify(`user-${index}`, index % 2 ? { lastName: `L${index}` } : {}),
      ),
    );
    const told: string[] = [];
    for await (const batch of profileRecords.all(state))
      for (const { values: of } of batch) told.push(of.family ?? "");
    expect(told.toSorted()).toEqual(Array.from({ length: 10 }, (_, index) => `L${index * 2 + 1}`).toSorted());
  });
});
