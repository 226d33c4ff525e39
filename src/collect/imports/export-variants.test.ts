/** Exports of shop systems with their whole headers, as several versions write them. */
import { beforeAll, describe, expect, it } from "vitest";
import { importsKit, type ImportsKit } from "../../../test/kit/imports.ts";

let kit: ImportsKit;
beforeAll(async () => {
  kit = await importsKit();
}, 60_000);

describe("Shopify's orders export with all its columns of today", () => {
  const header =
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,Next Payment Due At,Payment References".split(
      ",",
    );
  const line = (said: Record<string, string>): string => header.map((name) => said[name] ?? "").join(",");

  it("keeps duties apart from goods, shipping and tax", async () => {
    const order = {
      ...{ Name: "#2001", Email: "ada@example.com", "Financial Status": "paid", Currency: "EUR" },
      ...{ Subtotal: "45.00", Shipping: "5.00", Taxes: "9.50", Total: "63.00", "Discount Amount": "5.00" },
      ...{ "Created at": "2026-01-03 09:59:00 +0100", "Lineitem quantity": "2", "Lineitem name": "Soap" },
      ...{ "Lineitem price": "25.00", "Lineitem sku": "S-1", "Billing Country": "GB", Duties: "3.50" },
      ...{ "Refunded Amount": "0.00", "Payment ID": "p1", Source: "web", Id: "5000001", Vendor: "Mill" },
      ...{ "Billing Zip": "'10115", Phone: "'+441234567890", "Tax 1 Name": "VAT 20%", "Tax 1 Value": "9.50" },
    };
    const id = await kit.uploaded("orders_export_1.csv", [header.join(","), line(order)].join("\n"));
    expect(await kit.preview(id)).toMatchObject({ recognised: "shopify-orders", missing: [] });
    const { report } = await kit.start(id, { shop: "shopify-now" });
    expect(report).toMatchObject({ orders: 1, refunds: 0, anonymous: 0, refused: 0 });
    expect(await kit.orders("shopify-now")).toMatchObject([
      { gross: "50", discount: "5", shipping: "5", tax: "9.5", other: "3.5", total: "63", items: 1 },
    ]);
  });
});

describe("WooCommerce's analytics of orders", () => {
  const rows = [
    ["2026-02-09 12:00:00", "601", "completed", "-5", "-1"],
    ["2026-02-03 10:00:00", "602", "refunded", "-10", "-1"],
    ["2026-02-02 10:00:00", "602", "refunded", "10", "1"],
    ["2026-02-01 10:00:00", "601", "completed", "22.5", "2"],
    ["2026-02-01 09:00:00", "600", "on-hold", "7", "1"],
    ["2026-02-01 08:00:00", "599", "completed", "-3", "-1"],
  ];
  const now =
    "Date,Order #,Status,Customer,Customer type,Payment method,Product(s),Items sold,Coupon(s),Net sales,Attribution";
  const mailed =
    "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution";

  it.each([
    ["as the page gives it", "woo-page", now, rows],
    ["sorted the other way", "woo-sorted", now, rows.toReversed()],
    ["as it is mailed", "woo-mailed", mailed, rows],
    ["as it was mailed before", "woo-before", mailed.replace("Net Sales", "N. Revenue"), rows],
  ])("%s has refunds on lines of their own, which are no orders", async (_how, shop, header, lines) => {
    const columns = header.split(",");
    const written = lines.map(([date = "", order = "", status = "", net = "", sold = ""]) => {
      const said: Record<string, string> = {
        Date: date,
        "Order #": order,
        Status: status,
        "Items sold": sold,
      };
      for (const name of ["Net sales", "Net Sales", "N. Revenue"]) said[name] = net;
      return columns.map((name) => said[name] ?? (name === "Customer" ? "Ali Veli" : "")).join(",");
    });
    const id = await kit.uploaded(`${shop}.csv`, [header, ...written].join("\n"));
    expect(await kit.preview(id)).toMatchObject({ recognised: "woocommerce-orders", missing: [] });
    const { report } = await kit.start(id, { shop, timeZone: "UTC" });
    expect(report).toMatchObject({ rows: 6, orders: 2, refunds: 3, notes: [] });
    expect(report.lines).toEqual({ orders: 2, pending: 1, refunds: 3 });
    const found = await kit.orders(shop);
    expect(found.map((order) => [order["order_id"], order["status"], order["total"]])).toEqual([
      ["600", "pending", "7"],
      ["601", "paid", "22.5"],
      ["602", "paid", "10"],
    ]);
    const back = await kit.refunds(shop);
    expect(back.map((refund) => [refund["order_id"], refund["goods"], refund["at"]])).toEqual([
      ["599", "3", "2026-02-01 08:00:00.000"],
      ["601", "5", "2026-02-09 12:00:00.000"],
      ["602", "10", "2026-02-03 10:00:00.000"],
    ]);
  });
});

describe("Stripe's payments with all columns", () => {
  const older =
    "id,Description,Seller Message,Created (UTC),Amount,Amount Refunded,Currency,Converted Amount,Converted Amount Refunded,Fee,Tax,Converted Currency,Mode,Status,Statement Descriptor,Customer ID,Customer Description,Customer Email,Captured,Card ID,Card Last4,Card Brand,Card Funding,Card Exp Month,Card Exp Year,Card Name";
  const newer =
    "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,Converted Currency,Decline Reason,Description,Fee,Refunded date (UTC),Statement Descriptor,Status,Seller Message,Taxes On Fee,Card ID,Customer ID,Customer Description,Customer Email,Invoice ID,Transfer";

  it.each([
    ["older", older, "Created (UTC)", "2026-03-02 08:00:00.000", 1],
    ["newer", newer, "Created date (UTC)", "2026-03-05 10:00:00.000", 0],
  ])("of the %s kind are charges and refunds", async (kind, header, created, refundedAt, notes) => {
    const columns = header.split(",");
    const line = (said: Record<string, string>): string =>
      columns
        .map((name) => ({ Mode: "Live", Currency: "eur", "Amount Refunded": "0.00", ...said })[name] ?? "")
        .join(",");
    const email = { "Customer ID": "cus_9", "Customer Email": "nine@example.com" };
    const file = [
      header,
      line({ id: "ch_1", [created]: "2026-03-01 23:30:00", Amount: "10.00", Status: "Paid", ...email }),
      line({
        ...{ id: "ch_2", [created]: "2026-03-02 08:00:00", Amount: "12.00", Status: "Paid", ...email },
        ...{ "Amount Refunded": "5.00", "Refunded date (UTC)": "2026-03-05 10:00:00" },
      }),
      line({ id: "ch_3", [created]: "2026-03-02 09:00:00", Amount: "9.00", Status: "Uncaptured", ...email }),
      line({ id: "ch_4", [created]: "2026-03-02 09:00:00", Amount: "9.00", Status: "Failed", ...email }),
    ];
    if (kind === "older")
      file.push(
        line({ id: "ch_5", [created]: "2026-03-02 09:30:00", Amount: "9.00", Status: "Paid", Mode: "Test" }),
      );
    const shop = `stripe-${kind}`;
    const id = await kit.uploaded(`${shop}.csv`, file.join("\n"));
    expect(await kit.preview(id)).toMatchObject({ recognised: "stripe-payments", missing: [] });
    const { report } = await kit.start(id, { shop });
    expect(report).toMatchObject({ orders: 2, refunds: 1, anonymous: 0 });
    expect(report.notes).toHaveLength(notes);
    const test = kind === "older" ? ["test"] : [];
    expect((await kit.orders(shop)).map((order) => order["status"])).toEqual([
      "paid",
      "paid",
      "pending",
      "void",
      ...test,
    ]);
    expect(await kit.refunds(shop)).toMatchObject([{ order_id: "ch_2", goods: "5", at: refundedAt }]);
  });
});
