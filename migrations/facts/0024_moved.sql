-- The map of merges in two: `profile_of` of all, read anew only now and then, since that takes as long
-- as there are merges; `profile_moved` of what was merged since, read anew whenever something was.
CREATE TABLE IF NOT EXISTS alias_loaded {on_cluster}
(
    one           UInt8,
    version       UInt64                                 -- of alias: profile_of holds these and earlier ones
)
ENGINE = {everywhere_replacing_merge_tree}(version)
ORDER BY one
SETTINGS {durable};

ALTER TABLE alias {on_cluster} ADD INDEX IF NOT EXISTS alias_version version TYPE minmax GRANULARITY 1;

CREATE DICTIONARY IF NOT EXISTS profile_moved {on_cluster}
(
    handle_id     UInt64,
    profile_id    UInt64
)
PRIMARY KEY handle_id
SOURCE(CLICKHOUSE(QUERY 'SELECT handle_id, argMax(profile_id, version) AS profile_id FROM {database}.alias WHERE version > (SELECT max(version) FROM {database}.alias_loaded) GROUP BY handle_id'))
LAYOUT(HASHED())
LIFETIME(0);
