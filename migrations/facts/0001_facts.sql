-- What happened. Append-only: rows belong to handles for ever; who a handle is, the dictionary
-- profile_of says. {…} is filled in by src/edges/facts/layout.ts: the engines, ON CLUSTER and, on a
-- cluster, the suffix of the tables that hold one shard's rows.

CREATE TABLE IF NOT EXISTS event{local} {on_cluster}
(
    handle_id     UInt64,
    at            DateTime64(3, 'UTC'),
    received_at   DateTime64(3, 'UTC'),
    message_id    String,
    kind          LowCardinality(String),                -- identify, track, page, screen, group, alias
    name          LowCardinality(String),                -- the event's, page's or screen's name
    source_id     UInt32,
    trust         LowCardinality(String),                -- claimed, trusted
    import_id     UInt32 DEFAULT 0,                      -- 0: no import
    account       String DEFAULT '',                     -- groupId
    session_id    String DEFAULT '',
    channel       LowCardinality(String) DEFAULT '',
    shop          LowCardinality(String) DEFAULT '',     -- the namespace of order_id
    order_id      String DEFAULT '',
    amount        Nullable(Decimal(18, 4)),              -- as sent: total, revenue or value
    currency      LowCardinality(String) DEFAULT '',
    items         Array(Tuple(product_id String, sku String, name String, category String, quantity Decimal(18, 4), price Decimal(18, 4), discount Decimal(18, 4))),
    page_url      String DEFAULT '',
    page_title    String DEFAULT '',
    referrer      String DEFAULT '',
    campaign_source LowCardinality(String) DEFAULT '',
    campaign_medium LowCardinality(String) DEFAULT '',
    campaign_name LowCardinality(String) DEFAULT '',
    device        LowCardinality(String) DEFAULT '',     -- phone, tablet, desktop, server or ''
    country       LowCardinality(String) DEFAULT '',     -- ISO 3166 alpha-2
    language      LowCardinality(String) DEFAULT '',
    user_id       String DEFAULT '',                     -- as sent
    anonymous_id  String DEFAULT '',                     -- as sent
    properties    String DEFAULT '{}' CODEC(ZSTD(3)),    -- JSON, as sent
    traits        String DEFAULT '{}' CODEC(ZSTD(3)),    -- JSON, as sent
    context       String DEFAULT '{}' CODEC(ZSTD(3)),    -- JSON, as sent
    INDEX event_order order_id TYPE bloom_filter(0.01) GRANULARITY 4,
    INDEX event_import import_id TYPE minmax GRANULARITY 1,
    INDEX event_received received_at TYPE minmax GRANULARITY 1
)
ENGINE = {merge_tree}
ORDER BY (handle_id, at)
SETTINGS {durable};

-- The latest version of each order. `version` is the shop's own time of change, in milliseconds;
-- the later wins, and of equals the one that was inserted last. Always read with FINAL.
CREATE TABLE IF NOT EXISTS `order{local}` {on_cluster}
(
    shop          LowCardinality(String),
    order_id      String,
    version       UInt64,
    handle_id     UInt64,
    anonymous     UInt8,                                 -- 1: nobody known bought it; a handle for itself
    at            DateTime64(3, 'UTC'),
    status        LowCardinality(String),                -- paid, pending, void, test, cancelled, free, service
    currency      LowCardinality(String),                -- ISO 4217; '' where none was said
    gross         Decimal(18, 4),                        -- goods before discounts, without tax
    discount      Decimal(18, 4),                        -- taken off goods, ≥ 0
    shipping      Decimal(18, 4),
    tax           Decimal(18, 4),
    other         Decimal(18, 4),                        -- fees and whatever is neither goods, discount, shipping nor tax
    total         Decimal(18, 4),                        -- gross − discount + shipping + tax + other
    items         Array(Tuple(product_id String, sku String, name String, category String, quantity Decimal(18, 4), price Decimal(18, 4), discount Decimal(18, 4))),
    coupon        String DEFAULT '',
    country       LowCardinality(String) DEFAULT '',
    channel       LowCardinality(String) DEFAULT '',
    source_id     UInt32,
    import_id     UInt32 DEFAULT 0,
    trust         LowCardinality(String),
    message_id    String
)
ENGINE = {replacing_merge_tree}(version)
ORDER BY (shop, order_id)
SETTINGS {durable};

-- Money given back, dated to the refund. A credit note without an order stands for itself.
CREATE TABLE IF NOT EXISTS refund{local} {on_cluster}
(
    shop          LowCardinality(String),
    order_id      String,                                -- '' for a credit note that names no order
    refund_id     String,
    version       UInt64,
    handle_id     UInt64,
    anonymous     UInt8,
    at            DateTime64(3, 'UTC'),
    status        LowCardinality(String),                -- paid, void
    currency      LowCardinality(String),
    goods         Decimal(18, 4),                        -- ≥ 0: lowers revenue
    shipping      Decimal(18, 4),
    tax           Decimal(18, 4),
    other         Decimal(18, 4),
    items         Array(Tuple(product_id String, sku String, name String, category String, quantity Decimal(18, 4), price Decimal(18, 4), discount Decimal(18, 4))),
    country       LowCardinality(String) DEFAULT '',
    channel       LowCardinality(String) DEFAULT '',
    source_id     UInt32,
    import_id     UInt32 DEFAULT 0,
    trust         LowCardinality(String),
    message_id    String
)
ENGINE = {replacing_merge_tree}(version)
ORDER BY (shop, refund_id)
SETTINGS {durable};

-- What was said of traits, changed or not, so that rules and questions find it beside the events.
CREATE TABLE IF NOT EXISTS trait{local} {on_cluster}
(
    handle_id     UInt64,
    name          LowCardinality(String),
    at            DateTime64(3, 'UTC'),
    value         String,                                -- JSON
    source_id     UInt32,
    import_id     UInt32 DEFAULT 0,
    trust         LowCardinality(String),
    message_id    String
)
ENGINE = {merge_tree}
ORDER BY (handle_id, name, at)
SETTINGS {durable};

-- Which messages were stored: the exact look behind the filter in memory.
CREATE TABLE IF NOT EXISTS message{local} {on_cluster}
(
    hash          UInt64,                                -- sipHash64 of message_id, made by the sender of the row
    received_at   DateTime64(3, 'UTC'),
    import_id     UInt32 DEFAULT 0
)
ENGINE = {replacing_merge_tree}
ORDER BY hash
SETTINGS {durable}, index_granularity = 256;

-- Where merges moved handles: only those that are not their own profile, the latest version counts.
-- All of it on every server, where each looks profiles up.
CREATE TABLE IF NOT EXISTS alias {on_cluster}
(
    handle_id     UInt64,
    profile_id    UInt64,
    version       UInt64
)
ENGINE = {everywhere_replacing_merge_tree}(version)
ORDER BY handle_id
SETTINGS {durable};

CREATE DICTIONARY IF NOT EXISTS profile_of {on_cluster}
(
    handle_id     UInt64,
    profile_id    UInt64
)
PRIMARY KEY handle_id
SOURCE(CLICKHOUSE(QUERY 'SELECT handle_id, profile_id FROM {database}.alias FINAL'))
LAYOUT(FLAT(MAX_ARRAY_SIZE 1000000000))
LIFETIME(0);
