-- Who entered and left which segment, as it was found out.
CREATE TABLE IF NOT EXISTS segment_move{local} {on_cluster}
(
    profile_id    UInt64,
    at            DateTime64(3, 'UTC'),
    segment_id    UInt32,
    entered       UInt8,                                 -- 0: left
    why           LowCardinality(String),                -- event, time, definition, merge
    segment_version UInt32,                              -- of the rule
    as_of         DateTime64(3, 'UTC'),                  -- the instant that the rule was held against
    version       UInt64                                 -- of the tick that found it: greater is later
)
ENGINE = {merge_tree}
ORDER BY (profile_id, at)
SETTINGS {durable};

-- Where everybody stands by the last move. Always read with FINAL; filled by the view below.
CREATE TABLE IF NOT EXISTS membership{local} {on_cluster}
(
    profile_id    UInt64,
    segment_id    UInt32,
    since         DateTime64(3, 'UTC'),
    is_member     UInt8,
    segment_version UInt32,
    version       UInt64
)
ENGINE = {replacing_merge_tree}(version)
ORDER BY (profile_id, segment_id)
SETTINGS {durable};

CREATE MATERIALIZED VIEW IF NOT EXISTS membership_of_move {on_cluster} TO membership{local} AS
SELECT profile_id, segment_id, at AS since, entered AS is_member, segment_version, version
FROM segment_move{local};
