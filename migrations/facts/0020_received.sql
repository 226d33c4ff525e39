-- When orders and refunds were received and handles moved, so that figures which these restated are
-- marked. Rows from before know no better than that they came when they happened.
ALTER TABLE `order{local}` {on_cluster} ADD COLUMN IF NOT EXISTS received_at DateTime64(3, 'UTC') DEFAULT at;
ALTER TABLE refund{local} {on_cluster} ADD COLUMN IF NOT EXISTS received_at DateTime64(3, 'UTC') DEFAULT at;
ALTER TABLE alias {on_cluster} ADD COLUMN IF NOT EXISTS merged_at DateTime64(3, 'UTC') DEFAULT toDateTime64(0, 3, 'UTC');

-- Of each order what figures ask for: narrow, and by the numbers of orders as a shop gives them out
-- (999 before 1000), so that new orders lie behind the old ones and FINAL merges only where orders
-- changed. Filled by the view below; whoever deletes from `order` deletes here too.
CREATE TABLE IF NOT EXISTS order_figure{local} {on_cluster}
(
    shop          LowCardinality(String),
    order_id      String,
    version       UInt64,
    handle_id     UInt64,
    anonymous     UInt8,
    at            DateTime64(3, 'UTC'),
    status        LowCardinality(String),
    currency      LowCardinality(String),
    gross         Decimal(18, 4),
    discount      Decimal(18, 4),
    shipping      Decimal(18, 4),
    tax           Decimal(18, 4),
    other         Decimal(18, 4),
    total         Decimal(18, 4),
    coupon        LowCardinality(String),                -- only whether there was one: 'yes' or ''
    country       LowCardinality(String),
    channel       LowCardinality(String),
    source_id     UInt32,
    import_id     UInt32,
    trust         LowCardinality(String),
    received_at   DateTime64(3, 'UTC')
)
ENGINE = {replacing_merge_tree}(version)
ORDER BY (shop, length(order_id), order_id)
SETTINGS {durable};

CREATE MATERIALIZED VIEW IF NOT EXISTS order_figure_view {on_cluster} TO order_figure{local} AS
SELECT shop, order_id, version, handle_id, anonymous, at, status, currency, gross, discount, shipping, tax, other,
    total, if(coupon = '', '', 'yes') AS coupon, country, channel, source_id, import_id, trust, received_at
FROM `order{local}`;

INSERT INTO order_figure{local}
SELECT shop, order_id, version, handle_id, anonymous, at, status, currency, gross, discount, shipping, tax, other,
    total, if(coupon = '', '', 'yes') AS coupon, country, channel, source_id, import_id, trust, received_at
FROM `order{local}`
-- In the table's order, so that its parts do not overlap; on disk where memory would not do.
ORDER BY shop, length(order_id), order_id
SETTINGS max_bytes_before_external_sort = 500000000;

-- Since when an order (or, with its id, a refund) has been known as it counts: told again unchanged,
-- by an export that overlaps, the first time stands. `rank` is greater the earlier it was.
CREATE TABLE IF NOT EXISTS receipt{local} {on_cluster}
(
    shop          LowCardinality(String),
    order_id      String,
    refund_id     String,
    said          UInt64,                                -- a hash of all that counts
    rank          UInt64,
    received_at   DateTime64(3, 'UTC'),
    handle_id     UInt64,
    import_id     UInt32
)
ENGINE = {replacing_merge_tree}(rank)
ORDER BY (shop, length(order_id), order_id, refund_id, said)
SETTINGS {durable};

CREATE MATERIALIZED VIEW IF NOT EXISTS receipt_of_order {on_cluster} TO receipt{local} AS
SELECT shop, order_id, '' AS refund_id,
    sipHash64(anonymous, at, status, currency, gross, discount, shipping, tax, other, trust) AS said,
    toUInt64(4611686018427387904 - toUnixTimestamp64Milli(received_at)) AS rank, received_at, handle_id, import_id
FROM `order{local}`;

CREATE MATERIALIZED VIEW IF NOT EXISTS receipt_of_refund {on_cluster} TO receipt{local} AS
SELECT shop, order_id, refund_id,
    sipHash64(anonymous, at, status, currency, goods, shipping, tax, other, trust) AS said,
    toUInt64(4611686018427387904 - toUnixTimestamp64Milli(received_at)) AS rank, received_at, handle_id, import_id
FROM refund{local};

INSERT INTO receipt{local}
SELECT shop, order_id, '' AS refund_id,
    sipHash64(anonymous, at, status, currency, gross, discount, shipping, tax, other, trust) AS said,
    toUInt64(4611686018427387904 - toUnixTimestamp64Milli(received_at)) AS rank, received_at, handle_id, import_id
FROM `order{local}`;

INSERT INTO receipt{local}
SELECT shop, order_id, refund_id,
    sipHash64(anonymous, at, status, currency, goods, shipping, tax, other, trust) AS said,
    toUInt64(4611686018427387904 - toUnixTimestamp64Milli(received_at)) AS rank, received_at, handle_id, import_id
FROM refund{local};
