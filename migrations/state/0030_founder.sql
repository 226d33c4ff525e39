-- The list of customers pages over profiles by first sight; a profile's id is its smallest handle's.
CREATE INDEX handle_founder ON handle (id) WHERE id = profile_id AND type NOT IN ('order', 'unidentified');
