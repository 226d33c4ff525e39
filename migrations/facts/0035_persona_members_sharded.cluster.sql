CREATE TABLE IF NOT EXISTS persona_member {on_cluster} AS persona_member_local
ENGINE = Distributed({cluster}, {database}, persona_member_local, profile_id);
