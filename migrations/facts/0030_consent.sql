-- Each answer to a request for consent, beside the events, so that rules and questions find it. The
-- state holds the same; what it held before this table was there, the worker brings over at its start.
CREATE TABLE IF NOT EXISTS consent{local} {on_cluster}
(
    handle_id     UInt64,
    at            DateTime64(3, 'UTC'),
    answer        UInt64,                                -- the state's number; of answers of one instant the greater counts
    preferences   Map(String, UInt8),                    -- the whole answer: what is missing is refused
    trust         LowCardinality(String),                -- claimed, trusted
    source_id     UInt32,
    import_id     UInt32 DEFAULT 0,
    message_id    String
)
ENGINE = {replacing_merge_tree}
ORDER BY (handle_id, trust, at, answer)
SETTINGS {durable};
