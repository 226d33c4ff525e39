import { gzipSync, zstdCompressSync } from "node:zlib";
import iconv from "iconv-lite";
import { sql as text } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { asId, type ImportId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import { sql } from "../../core/sql.ts";
import { keepUndone } from "./undone-queries.ts";
import { importsKit, type ImportsKit } from "../../../test/kit/imports.ts";

let kit: ImportsKit;
beforeAll(async () => {
  kit = await importsKit();
}, 60_000);

const HEADER = "order_id,order_date,sku,quantity,price,customer_id";

function gross(shop: string) {
  return kit.context.facts.query(sql`
    SELECT order_id, toString(gross) AS gross, toString(at) AS at, status, anonymous
    FROM \`order\` FINAL WHERE shop = ${shop} ORDER BY order_id`);
}

describe("order lines", () => {
  it("gather into orders wherever they stand in the file, and identical lines are separate lines", async () => {
    const file = [
      HEADER,
      "1,2026-01-02T10:00:00Z,A,1,10,c1",
      "2,2026-01-02T11:00:00Z,A,1,5,c2",
      "1,2026-01-02T09:00:00Z,B,2,1.5,c1",
      "1,2026-01-02T10:00:00Z,A,1,10,c1",
    ].join("\n");
    const { report } = await kit.run("lines.csv", file, { shop: "gather" });
    expect(report).toMatchObject({ rows: 4, orders: 2, refused: 0, lines: { orders: 4 } });
    expect(await gross("gather")).toMatchObject([
      { order_id: "1", gross: "23", at: "2026-01-02 09:00:00.000" },
      { order_id: "2", gross: "5" },
    ]);
  });

  it("without a customer are anonymous orders, each one for itself", async () => {
    const file = [HEADER, "1,2026-01-02T10:00:00Z,A,1,10,", "2,2026-01-02T10:00:00Z,A,1,10,"].join("\n");
    const { report } = await kit.run("anonymous.csv", file, { shop: "nobody" });
    expect(report.anonymous).toBe(2);
    const [row] = await kit.context.facts.query(
      sql`SELECT toString(uniqExact(handle_id)) AS handles FROM \`order\` FINAL WHERE shop = 'nobody' AND anonymous = 1`,
    );
    expect(row).toEqual({ handles: "2" });
  });

  it("give their products back to whoever reads the order's event", async () => {
    const file = ["order_id,date,sku,product_name,quantity,price,customer_id"];
    file.push("1,2026-01-02T10:00:00Z,A,Soap,2,10.50,told", "1,2026-01-02T10:00:00Z,B,,1,3,told");
    await kit.run("told.csv", file.join("\n"), { shop: "told" });
    const path = "/v1/spaces/default/collections/users/profiles/user_id:told/events";
    const { data } = (await kit.call("GET", path)).body as { data: { properties: JsonObject }[] };
    expect(data.map((event) => event.properties["products"])).toEqual([
      [
        { product_id: "A", sku: "A", name: "Soap", quantity: "2", price: "10.5" },
        { product_id: "B", sku: "B", quantity: "1", price: "3" },
      ],
    ]);
  });

  it("that come back lower revenue at their own date and are no purchase", async () => {
    const file = [HEADER, "1,2026-01-02T10:00:00Z,A,2,10,c1", "1,2026-01-09T10:00:00Z,A,-1,10,c1"].join("\n");
    const { report } = await kit.run("returns.csv", file, { shop: "returns" });
    expect(report.lines).toEqual({ orders: 1, refunds: 1 });
    expect(await gross("returns")).toMatchObject([{ gross: "20" }]);
    const rows = await kit.context.facts.query(
      sql`SELECT order_id, toString(goods) AS goods, toString(at) AS at FROM refund FINAL WHERE shop = 'returns'`,
    );
    expect(rows).toEqual([{ order_id: "1", goods: "10", at: "2026-01-09 10:00:00.000" }]);
  });

  it("that can't be read are refused with number, column, value and reason; the rest is taken", async () => {
    const file = [
      HEADER,
      "1,2026-01-02T10:00:00Z,A,1,10,c1",
      "2,2026-01-02T10:00:00Z,A,=1+1,10,c1",
      "3,2026-01-02T10:00:00Z,A",
      ",2026-01-02T10:00:00Z,A,1,10,c1",
      "5,9999-01-02,A,1,10,c1",
    ].join("\n");
    const { id, report } = await kit.run("broken.csv", file, { shop: "broken" });
    expect(report).toMatchObject({ rows: 5, orders: 1, refused: 4, lines: { orders: 1, refused: 4 } });
    const { body } = await kit.call("GET", `/api/v1/imports/${id}/refused.csv`);
    expect(String(body).replace("\uFEFF", "").trim().split("\r\n")).toEqual([
      "line,column,value,reason,code",
      '4,,"3 | 2026-01-02T10:00:00Z | A",has 3 of the 6 columns,line.cells_missing'.replaceAll('"', ""),
      "3,quantity,'=1+1,is no number,line.no_number",
      "5,order_id,,is empty,line.empty",
      "6,order_date,9999-01-02,is no date from 1970 to 2200,line.no_date",
    ]);
    const { body: shown } = await kit.call("GET", `/api/v1/imports/${id}/refused?limit=2`);
    expect(shown).toEqual({
      lines: [
        {
          line: 4,
          column: "",
          value: "3 | 2026-01-02T10:00:00Z | A",
          message: "has 3 of the 6 columns",
          reason: "line.cells_missing",
        },
        { line: 3, column: "quantity", value: "=1+1", message: "is no number", reason: "line.no_number" },
      ],
    });
  });
});

describe("overlapping exports", () => {
  const export1 = [
    "order_id,date,total,status,customer_id",
    "1,2026-01-02T10:00:00Z,10,paid,c1",
    "2,2026-01-03T10:00:00Z,20,paid,c1",
  ];
  const export2 = [
    "order_id,date,total,status,customer_id",
    "2,2026-01-03T10:00:00Z,25,paid,c1",
    "3,2026-01-04T10:00:00Z,30,paid,c1",
  ];

  it("merge by order id, the later state wins, and an undo brings the earlier back", async () => {
    await kit.run("one.csv", export1.join("\n"), { shop: "overlap" });
    kit.context.clock.advance(60_000);
    const second = await kit.run("two.csv", export2.join("\n"), { shop: "overlap" });
    expect((await gross("overlap")).map((order) => order["gross"])).toEqual(["10", "25", "30"]);
    expect((await kit.undo(second.id)).status).toBe("undone");
    expect((await gross("overlap")).map((order) => order["gross"])).toEqual(["10", "20"]);
  });

  it("add nothing where they say the same", async () => {
    const again = await kit.run("one again.csv", export1.join("\n"), { shop: "overlap" });
    expect(again.report).toMatchObject({ orders: 2, duplicates: 2 });
  });

  it("undone, leave what another file brought too, and take what only they brought", async () => {
    const orders = async () => (await gross("twice")).map((order) => [order["order_id"], order["gross"]]);
    const first = await kit.run("first.csv", export1.join("\n"), { shop: "twice" });
    const [header = "", one = ""] = export1;
    const second = await kit.run(
      "second.csv",
      [header, one, "9,2026-01-09T10:00:00Z,90,paid,c9"].join("\n"),
      {
        shop: "twice",
      },
    );
    expect(second.report).toMatchObject({ orders: 2, duplicates: 1 });
    expect((await kit.undo(first.id)).status).toBe("undone");
    expect((await kit.ended(second.id)).report).toMatchObject({ orders: 2, duplicates: 0 });
    expect(await orders()).toEqual([
      ["1", "10"],
      ["9", "90"],
    ]);
    expect((await kit.undo(second.id)).status).toBe("undone");
    expect(await orders()).toEqual([]);
  });

  it("can be run again with another mapping", async () => {
    const first = await kit.run("three.csv", export1.join("\n"), { shop: "mistaken" });
    const { mapping } = await kit.preview(first.id);
    await kit.call("POST", `/api/v1/imports/${first.id}/rerun`, { mapping: { ...mapping, shop: "meant" } });
    expect((await kit.ended(first.id)).status).toBe("done");
    expect(await gross("mistaken")).toEqual([]);
    expect(await gross("meant")).toHaveLength(2);
  });
});

describe("dates that can be read two ways", () => {
  const open = ["order_id,date,total,customer_id", "1,03/04/2026,10,c1", "2,05/06/2026,10,c1"];

  it("are asked about, and nothing starts before the answer", async () => {
    const id = await kit.uploaded("open.csv", open.join("\n"), { kind: "orders" });
    const { questions } = await kit.preview(id);
    expect(questions.find(({ required }) => required)).toMatchObject({ id: "dateOrder", column: "date" });
    const refused = await kit.call("POST", `/api/v1/imports/${id}/start`);
    expect(refused).toMatchObject({ status: 400, body: { error: { field: "dateOrder" } } });
    await kit.start(id, { dateOrder: "day-first", shop: "asked", timeZone: "Europe/Istanbul" });
    expect((await gross("asked"))[0]).toMatchObject({ at: "2026-04-02 21:00:00.000" });
  });

  it("are settled by any value of the column above 12, however late it comes", async () => {
    const many = Array.from({ length: 3_000 }, (_, index) => `${index},03/04/2026,10,c1`);
    const file = ["order_id,date,total,customer_id", ...many, "x,25/04/2026,10,c1"].join("\n");
    const id = await kit.uploaded("settled.csv", file, { kind: "orders" });
    expect((await kit.preview(id)).questions.filter(({ required }) => required)).toEqual([]);
    await kit.start(id, { shop: "settled", timeZone: "UTC" });
    expect((await gross("settled"))[0]).toMatchObject({ at: "2026-04-03 00:00:00.000" });
  });
});

describe("a file", () => {
  const turkish = [
    "sipariş no;tarih;ürün adı;adet;fiyat;müşteri no",
    "1;03.02.2026;Çiğ köfte;2;1.234,50;ş1",
    "2;25.02.2026;Şeker;1;0,5;ğ2",
  ].join("\r\n");

  it.each([
    ["utf-8", iconv.encode(turkish, "utf-8", { addBOM: true })],
    ["windows-1254", iconv.encode(turkish, "windows-1254")],
    ["utf-16le", iconv.encode(turkish, "utf-16le", { addBOM: true })],
    ["utf-8", gzipSync(turkish)],
    ["utf-8", zstdCompressSync(turkish)],
  ])("in %s is read with its delimiter, decimal comma and Turkish columns", async (encoding, content) => {
    const id = await kit.uploaded("satis.csv", content);
    const preview = await kit.preview(id);
    expect(preview.format).toMatchObject({ encoding, delimiter: ";" });
    expect(preview.mapping).toMatchObject({ kind: "order-lines", decimal: "," });
    expect(preview.missing).toEqual([]);
    await kit.start(id, { shop: "turkish", timeZone: "UTC" });
    expect(await gross("turkish")).toMatchObject([
      { gross: "2469", at: "2026-02-03 00:00:00.000" },
      { gross: "0.5" },
    ]);
  });

  it("with Arabic columns in windows-1256 is read", async () => {
    const arabic = ["رقم الطلب,تاريخ الطلب,المنتج,الكمية,السعر,رقم العميل", "1,2026-02-03,صابون,2,10,7"].join(
      "\n",
    );
    const id = await kit.uploaded("orders.csv", iconv.encode(arabic, "windows-1256"));
    expect(await kit.preview(id)).toMatchObject({ format: { encoding: "windows-1256" }, missing: [] });
  });

  it.each([
    ["empty.csv", "", "The file is empty."],
    ["header.csv", "a,b,c\n", "The file has a header and no lines."],
    ["false.parquet", "order_id,date\n1,2026-01-01", "The file is not a Parquet file, or it was cut short."],
    ["cut.parquet", "PAR1 and then nothing", "The file is not a Parquet file, or it was cut short."],
    ["picture.csv", Buffer.alloc(5_000, Buffer.from([0, 1, 2, 0, 0, 255])), "The file is no text."],
    ["quote.csv", 'a,b\n1,"2\n3,4', "A quoted value is never closed near line 3."],
  ])("%s is refused in clear words, and no import is left of it", async (filename, content, message) => {
    const before = (await kit.call("GET", "/api/v1/imports")).body;
    const { status, body } = await kit.upload(filename, content);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ message, field: "file" });
    expect((await kit.call("GET", "/api/v1/imports")).body).toEqual(before);
  });

  it("with half its columns can't be started; the answer names what is missing", async () => {
    const id = await kit.uploaded("half.csv", "order_id,sku\n1,A\n2,B", { kind: "order-lines" });
    const answer = await kit.call("POST", `/api/v1/imports/${id}/start`);
    expect(answer).toMatchObject({ status: 400, body: { error: { field: "columns.date" } } });
  });

  it("whose header repeats a name has columns that can be told apart", async () => {
    const id = await kit.uploaded("twice.csv", "date,email,email,\n2026-01-01,a@example.com,b@example.com,x");
    expect((await kit.preview(id)).columns.map(({ name }) => name)).toEqual([
      "date",
      "email",
      "email (2)",
      "column 4",
    ]);
  });
});

describe("a mapping", () => {
  it("is saved by name and used for the next file", async () => {
    const id = await kit.uploaded("m.csv", "nr,when,worth,who\n1,2026-01-01,5,c1", { kind: "orders" });
    const columns = { order_id: "nr", date: "when", total: "worth", customer_id: "who" };
    const { mapping } = await kit.preview(id);
    await kit.call("PUT", "/api/v1/import-mappings/till", { ...mapping, columns, shop: "till" });
    const next = await kit.uploaded("m2.csv", "nr,when,worth,who\n2,2026-01-02,6,c1", { mapping: "till" });
    expect((await kit.start(next)).report.orders).toBe(1);
    expect(await gross("till")).toMatchObject([{ gross: "6" }]);
  });
});

describe("files that come without the name of a source", () => {
  it("have one, called in the workspace's language as it was made, and kept when that changes", async () => {
    const own = await importsKit();
    const speak = async (language: "en" | "tr") => {
      await own.context.state.updateTable("workspace").set({ language }).execute();
    };
    const sources = async () => {
      const rows = await own.context.state
        .selectFrom("source")
        .select("name")
        .where("kind", "=", "import")
        .execute();
      return rows.map(({ name }) => name);
    };
    const file = [HEADER, "1,2026-01-02T10:00:00Z,A,1,10,c1"].join("\n");
    await speak("tr");
    await own.uploaded("unnamed.csv", file, { kind: "order-lines" });
    expect(await sources()).toEqual(["İçe aktarmalar"]);
    await speak("en");
    await own.uploaded("unnamed-again.csv", file, { kind: "order-lines" });
    expect(await sources()).toEqual(["İçe aktarmalar"]);
  });
});

describe("an import that is taken back", () => {
  it("leaves behind how many orders it alone had told of, and when, however often the undo is killed", async () => {
    const lines = (...orders: string[]) => [HEADER, ...orders].join("\n");
    const shop = { shop: "taken-back" };
    const first = await kit.run(
      "first.csv",
      lines(
        "u1,2026-01-02T10:20:00Z,A,1,10,c1",
        "u2,2026-01-02T10:40:00Z,A,1,5,c2",
        "u3,2026-01-03T09:00:00Z,A,1,5,c2",
      ),
      shop,
    );
    // Another file tells one of them too: that one stays.
    await kit.run("second.csv", lines("u3,2026-01-03T09:00:00Z,A,1,6,c2"), shop);
    const { state, facts, clock } = kit.context;
    const id = asId<ImportId>(first.id);
    const kept = async () =>
      (await text`SELECT kind, at, n, done FROM undone_orders WHERE import_id = ${id}`.execute(state)).rows;
    await keepUndone(state, facts, id, new Date(clock.now()));
    expect(await kept()).toEqual([
      { kind: "orders", at: new Date("2026-01-02T10:00:00Z"), n: 2, done: false },
    ]);
    expect((await kit.undo(first.id)).status).toBe("undone");
    expect(await kept()).toEqual([
      { kind: "orders", at: new Date("2026-01-02T10:00:00Z"), n: 2, done: true },
    ]);
    expect(await gross("taken-back")).toMatchObject([{ order_id: "u3" }]);
  });
});
