/** What is held of customers stands in the record of a capability, table by table, once. */
import { beforeAll, expect, test } from "vitest";
import { sql as text } from "kysely";
import { capabilities } from "../../src/capabilities.ts";
import { sql } from "../../src/core/sql.ts";
import { testContext } from "../kit/context.ts";

/** Tables without anything of a customer, and what they hold instead. */
const NOTHING_OF_CUSTOMERS: Readonly<Record<string, string>> = {
  workspace: "settings",
  exchange_rate: "rates",
  rfm_thresholds: "where classes of customers begin, and who of those who log in said so",
  person: "those who log in",
  person_credential: "those who log in",
  person_session: "those who log in",
  person_verification: "those who log in",
  one_time_link: "those who log in",
  sign_in_failure: "hashes of those who failed to log in",
  server_secret: "Tenure's own secrets",
  api_token: "scripts",
  source: "where events come from",
  source_activity: "counts by source",
  undone_orders: "counts by import and hour",
  rejected_count: "counts by source and reason",
  demo: "how far the made-up shop is",
  migration: "what was applied",
  message: "hashes of message ids",
  matching_model: "how much each field says of who is who",
  matching_frequency: "hashes of names, places and companies that several records have",
  alias_loaded: "up to which merge the map of merges was read",
  matching: "how matching is set",
  segment: "rules, and how far they are worked out",
  segment_version: "rules as they were",
  segment_ground: "how often rules were changed",
  segment_webhook: "whom to tell of moves",
  segment_delivery: "counts of what was told",
  match_run: "when matching ran, and what it learned of all customers together",
  persona_settings: "how personas are set",
  persona_run: "counts, sums and means of groups of customers",
  erasure_secret: "Tenure's own secrets",
};
/** Columns that are about one customer wherever they stand. */
const OF_A_CUSTOMER =
  /^(handle_ids?|profile_id|user_id|anonymous_id|previous_id|traits|properties|context|excerpt|body)$/;

const tables = new Map<string, string[]>();
const declared = capabilities.flatMap(({ personalData }) => personalData?.tables ?? []);

beforeAll(async () => {
  const { state, facts } = await testContext();
  const inState = await text<{ table_name: string; column_name: string }>`
    SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'
  `.execute(state);
  const inFacts = await facts.query<{ table_name: string; column_name: string }>(sql`
    SELECT table AS table_name, name AS column_name FROM system.columns
    WHERE database = currentDatabase() AND table IN (SELECT name FROM system.tables
      WHERE database = currentDatabase() AND engine NOT IN ('Dictionary', 'View', 'MaterializedView'))`);
  for (const { table_name: table, column_name: column } of [...inState.rows, ...inFacts]) {
    tables.set(table, [...(tables.get(table) ?? []), column]);
  }
});

test("every table is in one capability's record, or on the list of those that hold nothing of customers", () => {
  const counts = [...tables.keys()].map((table) => {
    const records = declared.filter((name) => name === table).length;
    return [table, records + (table in NOTHING_OF_CUSTOMERS ? 1 : 0)];
  });
  expect(counts.filter(([, count]) => count !== 1)).toEqual([]);
});

test("no table on that list has a column about a customer", () => {
  const about = Object.keys(NOTHING_OF_CUSTOMERS).filter((table) =>
    tables.get(table)?.some((column) => OF_A_CUSTOMER.test(column)),
  );
  expect(about).toEqual([]);
});

test("records and list name only tables that there are", () => {
  const gone = [...declared, ...Object.keys(NOTHING_OF_CUSTOMERS)].filter((table) => !tables.has(table));
  expect(gone).toEqual([]);
});

test("each record says in words what is held, and can hand out and take away nothing of nobody", async () => {
  const context = await testContext();
  const nobody = { handles: [] };
  for (const { name, personalData } of capabilities) {
    if (!personalData) continue;
    expect(personalData.holds, name).toMatch(/\w+ \w+/);
    await personalData.export(context, nobody);
    await personalData.erase(context, nobody);
  }
});
