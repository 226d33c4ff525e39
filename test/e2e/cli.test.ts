/** The command line as operators use it: the real program, with a server and without one. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Run, tenure } from "../kit/cli.ts";
import { dataFilePath } from "../kit/imports.ts";
import { WITHOUT_ONLINE_RETAIL, hasOnlineRetail } from "../kit/online-retail.ts";
import { type RunningServer, startServer } from "../kit/server.ts";

const LINES = `Receipt;Day;Buyer;Article;Pieces;Each
1001;05/01/2026;c1;tea;2;3,50
1001;05/01/2026;c1;pot;1;20,00
1002;20/01/2026;c2;tea;1;3,50
1003;21/01/2026;;tea;4;3,50
1004;22/01/2026;c1;tea;much;3,50
1005;23/01/2026;c1;tea;-1;3,50
`;
const MAPPING = {
  kind: "order-lines",
  columns: {
    order_id: "Receipt",
    date: "Day",
    customer_id: "Buyer",
    product_id: "Article",
    quantity: "Pieces",
    price: "Each",
  },
  decimal: ",",
  dateOrder: "day-first",
  timeZone: "UTC",
  currency: "EUR",
};

let folder: string;
let dataDir: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tenure-cli-"));
  writeFileSync(join(folder, "orders.csv"), LINES);
  writeFileSync(join(folder, "mapping.json"), JSON.stringify(MAPPING));
  writeFileSync(join(folder, "half.csv"), "Receipt;Day\n1;05/01/2026\n");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...words: string[]): Promise<Run> => tenure(words, { dataDir });
const password = { TENURE_ADMIN_PASSWORD: "correct horse battery" };

/** The answer of a verb that went well: JSON and nothing but JSON. */
async function answer(...words: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await run(...words, "--json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe.each([
  { how: "through the running server", served: true },
  { how: "on the folder itself where no server runs", served: false },
])("verbs $how", { timeout: 180_000 }, ({ served }) => {
  let server: RunningServer | null = null;

  beforeAll(async () => {
    dataDir = join(folder, served ? "served" : "alone");
    server = served ? await startServer(dataDir) : null;
  }, 120_000);

  afterAll(async () => {
    await server?.stop();
  }, 60_000);

  it("init makes the admin, whose password comes from the environment", async () => {
    const words = ["init", "--email", "ada@example.com", "--json"];
    const made = await tenure(words, { dataDir, environment: password });
    expect({ code: made.code, stderr: made.stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(made.stdout)).toMatchObject({ email: "ada@example.com", role: "admin" });
    expect(made.stdout).not.toContain(password.TENURE_ADMIN_PASSWORD);
  });

  it("init again with the address is refused: code 3, the reason on standard error", async () => {
    const words = ["init", "--email", "ada@example.com", "--json"];
    const again = await tenure(words, { dataDir, input: "correct horse battery\n" });
    expect(again).toMatchObject({ code: 3, stdout: "" });
    expect(again.stderr).toContain("e-mail address is here already");
  });

  it("source add gives a write key, token add a token", async () => {
    expect(await answer("source", "add", "Web shop")).toMatchObject({
      name: "Web shop",
      writeKey: expect.stringMatching(/^\w{16,}$/),
    });
    expect(await answer("token", "add", "crm", "--scope", "profiles:read")).toMatchObject({
      scopes: ["profiles:read"],
      token: expect.stringMatching(/^tnr_/),
    });
  });

  it("import reads a file by a mapping and answers with a report that adds up", async () => {
    const file = join(folder, "orders.csv");
    const words = ["--kind", "order-lines", "--mapping", join(folder, "mapping.json"), "--source", "Till"];
    expect(await answer("import", file, ...words)).toMatchObject({
      rows: 6,
      orders: 3,
      refunds: 1,
      anonymous: 1,
      refused: 1,
      lines: { orders: 4, refunds: 1, refused: 1 },
    });
  });

  it("a file without the columns that orders need is refused, and the missing ones are named", async () => {
    const half = await run("import", join(folder, "half.csv"), "--kind", "order-lines", "--json");
    expect(half).toMatchObject({ code: 3, stdout: "" });
    expect(half.stderr).toMatch(/no column for .*price/);
  });

  it("reports answer with the figures of the pages", async () => {
    const week = ["--from", "2026-01-19", "--to", "2026-01-25", "--period", "week", "--window", "10"];
    const retention = await answer("report", "retention", ...week, "--as-of", "2026-02-10T00:00:00Z");
    expect(retention).toMatchObject({ rows: [{ opening: 0, new: 1, closing: 1 }] });
    const month = ["--from", "2026-01-01", "--to", "2026-01-31", "--period", "month"];
    expect(await answer("report", "cohorts", ...month)).toMatchObject({ rows: [{ customers: 2 }] });
    expect(await answer("report", "slipping")).toMatchObject({ rows: [] });
    const rfm = await answer("report", "rfm", "--as-of", "2026-02-10T00:00:00Z");
    expect(rfm).toMatchObject({ customers: 2, thresholds: null, tiers: [{ tier: "high" }, {}, {}] });
  });

  it("segment add makes one of a rule, and a list of a file; list, members and export show them", async () => {
    writeFileSync(join(folder, "rule.json"), JSON.stringify({ did: { what: "order" } }));
    writeFileSync(join(folder, "list.txt"), "c1\nnobody\n");
    const made = await answer("segment", "add", "Buyers", "--rule", join(folder, "rule.json"));
    expect(made).toMatchObject({ name: "Buyers", kind: "rule", status: "ready", members: 2 });
    const list = await answer(
      "segment",
      "add",
      "By hand",
      "--list",
      join(folder, "list.txt"),
      "--type",
      "user_id",
    );
    expect(list).toMatchObject({ kind: "list", added: 1, unknown: 1, members: 1 });
    expect(await answer("segment", "list")).toMatchObject({
      segments: [
        { name: "Buyers", members: 2 },
        { name: "By hand", members: 1 },
      ],
    });
    expect(await answer("segment", "members", String(made["id"]), "--limit", "1")).toMatchObject({
      total: 2,
    });
    const { members } = await answer("segment", "export", String(made["id"]));
    expect(members).toHaveLength(2);
  });

  it("without --json an answer is written for people", async () => {
    const { code, stdout } = await run("report", "retention", "--from", "2026-01-01", "--to", "2026-01-31");
    expect(code).toBe(0);
    expect(stdout).toMatch(/opening +new/);
  });

  it("demo loads a shop of the size asked for", async () => {
    expect(await answer("demo", "--customers", "30", "--seed", "2")).toMatchObject({
      state: "loaded",
      customers: 30,
      seed: 2,
    });
  });

  it("match looks for customers who stand in the data twice, and says how many pairs wait", async () => {
    expect(await answer("match")).toMatchObject({
      run: 1,
      records: expect.any(Number),
      joined: 0,
      likely: expect.any(Number),
      doubtful: expect.any(Number),
    });
  });

  it("identity rules shows the rules, foresees others from a file, and puts them in force", async () => {
    const { version, rules } = (await answer("identity", "rules")) as { version: number; rules: object };
    expect({ version, rules }).toMatchObject({ version: 0, rules: { mailboxes: false } });
    const file = join(folder, "rules.json");
    writeFileSync(file, JSON.stringify({ version, rules: { ...rules, mailboxes: true } }));
    const foreseen = await run("identity", "rules", "set", file, "--dry-run");
    expect(foreseen).toMatchObject({ code: 0, stdout: expect.stringMatching(/changes:\n.*\n +mailboxes/) });

    const set = ["identity", "rules", "set", file, "--reason", "One inbox, one customer"];
    expect(await answer(...set)).toMatchObject({ changes: [{ what: "mailboxes" }] });
    // The file was made from the version before: what somebody else set meanwhile is not undone unseen.
    expect(await run(...set, "--json")).toMatchObject({ code: 3, stdout: "" });
  }, 300_000);
});

describe("a command line that is wrong", { timeout: 60_000 }, () => {
  beforeAll(() => {
    dataDir = join(folder, "untouched");
  });

  it.each([
    [["dance"], "no verb"],
    [["init"], "--email is missing"],
    [["source", "add"], "number of words"],
    [["report", "weather"], "no report"],
    [["report", "slipping", "--from", "2026-01-01"], "takes no --from"],
    [["import", "/no/such/file.csv"], "no file"],
    [["identity", "rules", "set", "/no/such/file.json", "--dry-run"], "no file"],
    [["identity", "rules", "set", "rules.json"], "--reason or --dry-run"],
    [["identity", "rules", "--dry-run"], "goes with set"],
    [["segment", "members", "first"], "number"],
    [["demo", "--customers", "many"], "whole number"],
    [["demo", "--speed", "9"], "--speed"],
  ])("%j ends with code 2 and says why", async (words, why) => {
    const { code, stdout, stderr } = await run(...words, "--json");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(why);
  });

  it("an environment that is wrong ends with code 2 and names the variable", async () => {
    const wrong = await tenure(["report", "slipping"], { dataDir, environment: { PORT: "http" } });
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
    expect(wrong.stderr).toContain("PORT");
  });

  it("each verb explains itself", async () => {
    const { code, stdout } = await run("import", "--help");
    expect(code).toBe(0);
    expect(stdout).toContain("--mapping");
  });
});

if (!hasOnlineRetail) console.warn(`cli.test.ts: ${WITHOUT_ONLINE_RETAIL}`);

describe.skipIf(!hasOnlineRetail)("a year of real order lines", { timeout: 300_000 }, () => {
  it("comes in by one verb, every line accounted for", async () => {
    dataDir = join(folder, "retail");
    const file = dataFilePath("online_retail/online_retail.parquet");
    expect(await answer("import", file, "--kind", "order-lines")).toMatchObject({
      rows: 541_909,
      orders: 19_773,
      refunds: 3_836,
      anonymous: 1_371,
      refused: 0,
    });
  });
});
