import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../core/sql.ts";
import { importsKit, type ImportsKit } from "../../../test/kit/imports.ts";

let kit: ImportsKit;
beforeAll(async () => {
  kit = await importsKit();
}, 60_000);

const SHOPIFY = [
  "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing Country,Cancelled at,Payment Method,Refunded Amount",
  "#1001,ada@example.com,paid,2026-01-03 10:00:00 +0100,EUR,45.00,5.00,9.50,59.50,WELCOME,5.00,2026-01-03 09:59:00 +0100,2,Soap,20.00,S-1,Ada Lovelace,GB,,card,0.00",
  "#1001,,,,,,,,,,,2026-01-03 09:59:00 +0100,1,Towel,10.00,T-1,,,,,",
  "#1002,bea@example.com,pending,,EUR,20.00,0.00,0.00,20.00,,0.00,2026-01-04 09:00:00 +0100,1,Soap,20.00,S-1,Bea,DE,,bank,0.00",
  "#1003,cem@example.com,voided,,EUR,20.00,0.00,0.00,20.00,,0.00,2026-01-04 09:30:00 +0100,1,Soap,20.00,S-1,Cem,TR,,card,0.00",
  "#1004,dee@example.com,partially_refunded,,EUR,40.00,0.00,0.00,40.00,,0.00,2026-01-05 09:00:00 +0100,2,Soap,20.00,S-1,Dee,FR,,card,20.00",
  "#1005,test@example.com,paid,,EUR,20.00,0.00,0.00,20.00,,0.00,2026-01-05 10:00:00 +0100,1,Soap,20.00,S-1,Test,FR,,(for testing) Bogus Gateway,0.00",
  "#1006,eve@example.com,refunded,,EUR,20.00,0.00,0.00,20.00,,0.00,2026-01-06 10:00:00 +0100,1,Soap,20.00,S-1,Eve,FR,2026-01-08 10:00:00 +0100,card,20.00",
  "#1007,,paid,,EUR,20.00,0.00,0.00,20.00,,0.00,2026-01-07 10:00:00 +0100,1,Soap,20.00,S-1,,FR,,cash,0.00",
].join("\n");

describe("Shopify's orders export", () => {
  it("is recognised, and its fields on an order's first line hold for all its lines", async () => {
    const id = await kit.uploaded("orders_export.csv", SHOPIFY);
    const preview = await kit.preview(id);
    expect(preview.recognised).toBe("shopify-orders");
    expect(preview.questions.filter((question) => question.required)).toEqual([]);
    const { status, report } = await kit.start(id, { shop: "shopify" });
    expect(status).toBe("done");
    expect(report.lines).toEqual({ orders: 4, pending: 1, void: 1, test: 1, cancelled: 1, refunds: 0 });
    expect(report).toMatchObject({ rows: 8, orders: 3, refunds: 2, anonymous: 1, refused: 0 });
    expect(report.notes.map((note) => note.code)).toEqual(["refund_dates_missing"]);
    expect((await kit.orders("shopify"))[0]).toEqual({
      order_id: "#1001",
      status: "paid",
      gross: "50",
      discount: "5",
      shipping: "5",
      tax: "9.5",
      other: "0",
      total: "59.5",
      anonymous: 0,
      at: "2026-01-03 08:59:00.000",
      items: 2,
    });
  });

  it("counts only paid orders; pending, voided, test and cancelled ones are kept as what they are", async () => {
    expect((await kit.orders("shopify")).map((order) => order["status"])).toEqual([
      "paid",
      "pending",
      "void",
      "paid",
      "test",
      "cancelled",
      "paid",
    ]);
  });

  it("takes the refunded amount off, but not of an order that doesn't count", async () => {
    expect(await kit.refunds("shopify")).toEqual([
      {
        order_id: "#1004",
        refund_id: "#1004-refunded",
        status: "paid",
        goods: "20",
        at: "2026-01-05 08:00:00.000",
      },
      {
        order_id: "#1006",
        refund_id: "#1006-refunded",
        status: "void",
        goods: "20",
        at: "2026-01-08 09:00:00.000",
      },
    ]);
  });
});

describe("WooCommerce's orders", () => {
  it("are gathered from a line an item, with statuses of that shop", async () => {
    const file = [
      "Order Number;Order Status;Order Date;Order Total Amount;Order Subtotal Amount;Cart Discount Amount;Order Shipping Amount;Order Total Tax Amount;Order Refund Amount;Email (Billing);SKU;Item Name;Quantity;Item Cost",
      "501;Processing;2026-02-01 10:00;27,50;20,00;0;5,00;2,50;0;ali@example.com;A;Ayna;1;15,00",
      "501;Processing;2026-02-01 10:00;27,50;20,00;0;5,00;2,50;0;ali@example.com;B;Bardak;1;5,00",
      "502;Failed;2026-02-02 10:00;10,00;10,00;0;0;0;0;veli@example.com;A;Ayna;1;10,00",
      "503;Refunded;2026-02-03 10:00;10,00;10,00;0;0;0;10,00;can@example.com;A;Ayna;1;10,00",
    ].join("\r\n");
    const { report } = await kit.run("woo.csv", file, { shop: "woo" });
    expect(report).toMatchObject({ rows: 4, orders: 2, refunds: 1, lines: { orders: 3, void: 1 } });
    expect(
      (await kit.orders("woo")).map((order) => [order["status"], order["gross"], order["total"]]),
    ).toEqual([
      ["paid", "20", "27.5"],
      ["void", "10", "10"],
      ["paid", "10", "10"],
    ]);
  });
});

describe("Stripe's payments", () => {
  it("become orders by their charge ids, at their times in UTC", async () => {
    const file = [
      "id,Created date (UTC),Amount,Amount Refunded,Currency,Description,Status,Customer ID,Customer Email",
      "ch_1,2026-03-01 23:30:00,10.00,0.00,eur,Box,Paid,cus_1,a@example.com",
      "ch_2,2026-03-02 08:00:00,12.00,12.00,eur,Box,Refunded,cus_2,b@example.com",
      "ch_3,2026-03-02 09:00:00,12.00,0.00,eur,Box,Failed,cus_2,b@example.com",
    ].join("\n");
    const { report } = await kit.run("unified_payments.csv", file, { shop: "stripe" });
    expect(report).toMatchObject({ orders: 2, refunds: 1, lines: { orders: 2, void: 1 } });
    expect((await kit.orders("stripe")).map((order) => [order["order_id"], order["at"]])[0]).toEqual([
      "ch_1",
      "2026-03-01 23:30:00.000",
    ]);
  });
});

describe("Shopify's customers export", () => {
  it("gives traits and consent", async () => {
    const file = [
      "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address City,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Tags",
      "'77,Şule,Yılmaz,sule@example.com,yes,İzmir,+905321112233,no,10.00,1,vip",
      "'78,,,,maybe,,,,0.00,0,",
    ].join("\n");
    const { report } = await kit.run("customers_export.csv", file);
    expect(report).toMatchObject({ rows: 2, customers: 1, refused: 1, lines: { customers: 1, refused: 1 } });
    const [event] = await kit.context.facts.query<{ traits: string; context: string }>(
      sql`SELECT traits, context FROM event WHERE kind = 'identify' AND user_id = '77'`,
    );
    expect(JSON.parse(event?.traits ?? "")).toMatchObject({
      firstName: "Şule",
      email: "sule@example.com",
      Tags: "vip",
    });
    expect(JSON.parse(event?.context ?? "")).toEqual({
      consent: { categoryPreferences: { email: true, sms: false } },
    });
  });
});

describe("a list of events, and one of consents", () => {
  it("becomes events with all their columns as properties", async () => {
    const lines = [
      { timestamp: "2026-01-01T10:00:00Z", event: "Ticket Opened", user_id: "e1", topic: "late" },
      { timestamp: "2026-01-01T11:00:00Z", event: "Ticket Closed", user_id: "e1", topic: "late" },
      { timestamp: "9999-01-01T11:00:00Z", event: "Ticket Closed", user_id: "e1", topic: "late" },
    ];
    const file = [...lines.map((line) => JSON.stringify(line)), "{broken"].join("\n");
    const { report } = await kit.run("events.jsonl", file);
    expect(report).toMatchObject({ rows: 4, events: 2, refused: 2 });
  });

  it("says for each moment all that a customer agrees to", async () => {
    const file = [
      "email,channel,consent,date",
      "k@example.com,email,yes,2026-01-01 10:00",
      "k@example.com,sms,evet,2026-01-02 10:00",
      "k@example.com,email,hayır,2026-01-03 10:00",
    ].join("\n");
    const { report } = await kit.run("consents.csv", file, {}, { kind: "consents" });
    expect(report).toMatchObject({ rows: 3, consents: 3 });
    const rows = await kit.context.facts.query<{ context: string }>(
      sql`SELECT context FROM event WHERE name = 'Segment Consent Preference Updated' ORDER BY at`,
    );
    expect(rows.map(({ context }) => JSON.parse(context).consent.categoryPreferences)).toEqual([
      { email: true },
      { email: true, sms: true },
      { email: false, sms: true },
    ]);
  });
});
