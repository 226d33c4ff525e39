CREATE TABLE IF NOT EXISTS segment_move {on_cluster} AS segment_move_local
ENGINE = Distributed({cluster}, {database}, segment_move_local, profile_id);

CREATE TABLE IF NOT EXISTS membership {on_cluster} AS membership_local
ENGINE = Distributed({cluster}, {database}, membership_local, profile_id);
