import type { KnownExport } from "../known-export.ts";

/**
 * The list of invoice lines that tills and wholesalers' systems write: credit notes begin with C,
 * bookkeeping with A, and shipping, discounts and fees stand among the products under codes of
 * their own. The rules are a beginning that can be changed.
 */
export const invoiceLines: KnownExport = {
  format: "invoice-lines",
  kind: "order-lines",
  signature: ["invoiceno", "stockcode", "quantity", "unitprice"],
  columns: {
    order_id: ["InvoiceNo"],
    product_id: ["StockCode"],
    product_name: ["Description"],
    quantity: ["Quantity"],
    date: ["InvoiceDate"],
    price: ["UnitPrice"],
    customer_id: ["CustomerID"],
    country: ["Country"],
  },
  rules: {
    shippingCodes: ["POST", "DOT", "C2"],
    discountCodes: ["D"],
    otherCodes: ["M", "m", "S", "BANK CHARGES", "AMAZONFEE", "CRUK", "B"],
    cancelPrefix: "C",
    adjustmentPrefix: "A",
  },
};
