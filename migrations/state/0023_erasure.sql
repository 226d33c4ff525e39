-- Erasures asked for, with the numbers of the handles and nothing else of the person, so that one
-- that a crash cut short is finished.
CREATE TABLE erasure (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  profile_id   bigint NOT NULL,
  handle_ids   bigint[] NOT NULL,
  requested_by text NOT NULL,          -- the kind and number of who asked
  requested_at timestamptz NOT NULL,
  finished_at  timestamptz
);
CREATE INDEX erasure_open ON erasure (id) WHERE finished_at IS NULL;
