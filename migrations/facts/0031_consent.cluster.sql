-- On a cluster, questions and inserts go to a table that holds nothing itself; see 0021.
CREATE TABLE IF NOT EXISTS consent {on_cluster} AS consent_local
ENGINE = Distributed({cluster}, {database}, consent_local, handle_id);
