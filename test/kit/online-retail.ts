import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Facts } from "../../src/core/facts.ts";
import { sql } from "../../src/core/sql.ts";

const FILE = fileURLToPath(
  new URL("../../../shared/data/online_retail/online_retail.parquet", import.meta.url),
);

/** Whether the real order log lies beside the project. */
export const hasOnlineRetail = existsSync(FILE);

/** Why tests that need it are skipped. */
export const WITHOUT_ONLINE_RETAIL = "needs ../shared/data/online_retail, which is not here";

/**
 * Loads the log straight into `order` and `refund`, by the rules of its reference figures and
 * independently of the importer: goods and service codes, an order's time is that of its earliest
 * line, credit notes stand for themselves, an invoice without a customer is a handle for itself.
 */
export async function loadOnlineRetail(facts: Facts): Promise<void> {
  await facts.command(sql`INSERT INTO \`order\` (shop, order_id, version, handle_id, anonymous, at, status, currency,
      gross, discount, shipping, tax, other, total, items, country, source_id, trust, message_id)
    ${invoices(sql`NOT startsWith(InvoiceNo, 'C') AND NOT startsWith(InvoiceNo, 'A')`, 1)}
    SELECT 'main', InvoiceNo, 1, handle, customer IS NULL, at, 'paid', 'GBP',
      goods, 0, shipping, 0, other, goods + shipping + other, items, country, 1, 'trusted', InvoiceNo
    FROM invoices WHERE goods > 0`);
  await facts.command(sql`INSERT INTO refund (shop, order_id, refund_id, version, handle_id, anonymous, at, status, currency,
      goods, shipping, tax, other, items, country, source_id, trust, message_id)
    ${invoices(sql`startsWith(InvoiceNo, 'C')`, -1)}
    SELECT 'main', '', InvoiceNo, 1, handle, customer IS NULL, at, 'paid', 'GBP',
      goods, shipping, 0, other, items, country, 1, 'trusted', InvoiceNo
    FROM invoices`);
}

/** Invoices of the wanted kind; `sign` 1 takes lines above zero as goods, −1 those below. */
function invoices(wanted: ReturnType<typeof sql>, sign: 1 | -1): ReturnType<typeof sql> {
  return sql`WITH lines AS (
      SELECT InvoiceNo, CustomerID, InvoiceDate, assumeNotNull(StockCode) AS code,
        toDecimal64(toString(assumeNotNull(UnitPrice)), 4) AS price, assumeNotNull(Quantity) AS quantity,
        toDecimal64(${sign}, 0) * price * quantity AS amount, assumeNotNull(Country) AS line_country,
        multiIf(code IN ('POST', 'DOT', 'C2'), 'shipping',
          code IN ('D', 'M', 'm', 'S', 'BANK CHARGES', 'AMAZONFEE', 'CRUK', 'B'), 'other', 'goods') AS kind
      FROM file(${FILE}, Parquet) WHERE ${wanted}),
    invoices AS (
      SELECT InvoiceNo, any(CustomerID) AS customer,
        toUInt64(ifNull(customer, 10000000 + toUInt32OrZero(extract(assumeNotNull(InvoiceNo), '[0-9]+')))) AS handle,
        min(InvoiceDate) AS at, any(line_country) AS country,
        sumIf(amount, kind = 'goods' AND amount > 0 AND price > 0) AS goods,
        sumIf(amount, kind = 'shipping') AS shipping, sumIf(amount, kind = 'other') AS other,
        groupArrayIf(CAST((code, '', '', '', toDecimal64(abs(quantity), 4), price, 0),
          'Tuple(product_id String, sku String, name String, category String, quantity Decimal(18, 4), price Decimal(18, 4), discount Decimal(18, 4))'),
          kind = 'goods') AS items
      FROM lines GROUP BY InvoiceNo)`;
}
