/** Landing pages and last pages of customers made by hand, held against SQL of another build. */
import { beforeAll, expect, test } from "vitest";
import { testContext, type TestContext } from "../../../test/kit/context.ts";
import { insertRows, orderRow } from "../../../test/kit/orders.ts";
import { seededRandom } from "../../core/random.ts";
import { factTime } from "../../core/rows.ts";
import { sql } from "../../core/sql.ts";
import { countedRows } from "../../measure/basis/index.ts";
import { wilson } from "../../core/wilson.ts";
import type { PersonaDetails } from "./details-contract.ts";
import { workOffPersonas } from "./jobs.ts";
import { shareDifference } from "./newcombe.ts";
import { askForRun, lastDetails } from "./runs-store.ts";

const HOUR = 3_600_000;
const CUSTOMERS = 60;

let context: TestContext;
let repeat: PersonaDetails | null;

/** Buyers (the first half) mostly leave the page of the sale at once; the others look on. */
function events(begin: number): object[] {
  const random = seededRandom(4);
  return Array.from({ length: CUSTOMERS }, (_, customer) => customer + 1).flatMap((customer) =>
    Array.from({ length: 6 }, (_, visit) => {
      const at = begin + visit * 24 * HOUR + Math.floor(random.next() * HOUR);
      const lands = random.next() < 0.5 ? "sale" : "home";
      const leaves = lands === "sale" && customer <= CUSTOMERS / 2 && random.next() < 0.8;
      const pages = leaves ? [lands] : [lands, "shop", `private-${customer}`];
      const steps = pages.map((page, place) => ({
        ...{ kind: "page", name: "", page_url: `https://www.shop.example/${page}?who=${customer}` },
        at: factTime(at + place * 60_000),
      }));
      const clicks =
        random.next() < 0.2 ? [{ kind: "track", name: "Product Added", at: factTime(at + 90_000) }] : [];
      return [...steps, ...clicks].map((step, place) => ({
        ...{ handle_id: customer, received_at: step.at, message_id: `${customer} ${visit} ${place}` },
        ...{
          device: "phone",
          channel: place === 0 ? "email" : "",
          source_id: 1,
          trust: "trusted",
          items: [],
          ...step,
        },
      }));
    }).flat(),
  );
}

beforeAll(async () => {
  context = await testContext();
  const { facts, state, clock } = context;
  const begin = clock.now() - 20 * 24 * HOUR;
  const rows = Buffer.from(
    events(begin)
      .map((row) => JSON.stringify(row))
      .join("\n"),
  );
  await facts.insert({ table: "event", rows, token: "visits" });
  const orders = Array.from({ length: CUSTOMERS / 2 }, (_, at) =>
    [1, 2].map((time) => orderRow(at + 1, begin + time * HOUR, `${at}-${time}`)),
  );
  await insertRows(facts, "order", orders.flat());
  await askForRun(state, "test", clock.now());
  await workOffPersonas(context, countedRows, new AbortController().signal);
  repeat = await lastDetails(state, "repeat");
}, 120_000);

test("pages from which this persona leaves at once more often are those of SQL by hand", async () => {
  const rows = await context.facts.query<{ buyer: number; visits: string; bounced: string }>(sql`
    WITH steps AS (
      SELECT handle_id, at, kind, name, extract(page_url, 'example(/[^?]*)') AS page,
        toUnixTimestamp64Milli(at) - lagInFrame(toUnixTimestamp64Milli(at), 1, toInt64(0))
          OVER (PARTITION BY handle_id ORDER BY at ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) > 1800000 AS begins
      FROM event),
    numbered AS (SELECT *, sum(begins) OVER (PARTITION BY handle_id ORDER BY at) AS visit FROM steps),
    seen AS (
      SELECT handle_id, visit, argMin(page, at) AS landed, countIf(kind = 'page') AS pages, countIf(name = 'Product Added') AS carts
      FROM numbered GROUP BY handle_id, visit)
    SELECT toUInt8(handle_id <= ${CUSTOMERS / 2}) AS buyer, count() AS visits, countIf(pages = 1 AND carts = 0) AS bounced
    FROM seen WHERE landed = '/sale' GROUP BY buyer ORDER BY buyer DESC`);
  const [own, others] = rows.map(({ visits, bounced }) => ({ hits: Number(bounced), of: Number(visits) }));
  if (!own || !others) throw new Error("nobody landed");
  expect(repeat?.landings).toMatchObject([
    {
      page: "shop.example/sale",
      ...{ visits: own.of, bounced: own.hits, otherVisits: others.of, otherBounced: others.hits },
      interval: wilson(own.hits / own.of, own.of),
      difference: shareDifference(own, others),
    },
  ]);
});

test("the last page of the last visit, and what brought it; a page of one customer alone never shows", () => {
  expect(repeat?.leaving).toMatchObject({ visitors: CUSTOMERS / 2, others: CUSTOMERS / 2 });
  expect(repeat?.leaving.channels).toEqual([
    { value: "email", customers: CUSTOMERS / 2, others: CUSTOMERS / 2 },
  ]);
  expect(repeat?.leaving.pages.map(({ value }) => value)).toEqual(["shop.example/sale"]);
  expect(JSON.stringify(repeat)).not.toMatch(/private|who=/);
});

test("the interval of a difference is that of Newcombe’s example", () => {
  // Newcombe 1998, table II: 56/70 against 48/80, method 10.
  const { low, high } = shareDifference({ hits: 56, of: 70 }, { hits: 48, of: 80 });
  expect([low, high].map((value) => value.toFixed(4))).toEqual(["0.0524", "0.3339"]);
});
