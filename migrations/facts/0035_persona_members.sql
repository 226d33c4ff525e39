-- Who is of which persona, by the run that said so: the state's persona_member, brought here so that
-- questions about orders and events can be held to a persona's customers. Only the last run's rows stay.
CREATE TABLE IF NOT EXISTS persona_member{local} {on_cluster}
(
    run_id        UInt64,
    persona       LowCardinality(String),                -- of the shop by its name, found ones by their number
    profile_id    UInt64
)
ENGINE = {replacing_merge_tree}
ORDER BY (run_id, persona, profile_id)
SETTINGS {durable};
