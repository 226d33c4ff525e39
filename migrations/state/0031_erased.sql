-- Erasures are remembered as keyed hashes (HMAC-SHA-256 of type and value), so that a repeated
-- import, or a restored backup, doesn't bring the person back. The same list stands in the file
-- erased.jsonl of the data folder, which a restored database doesn't take back.
CREATE TABLE erasure_secret (
  id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  secret     text NOT NULL UNIQUE                        -- of this workspace; more than one where lists were united
);

CREATE TABLE erased_identifier (
  hash       bytea PRIMARY KEY,
  secret_id  integer NOT NULL REFERENCES erasure_secret,
  erased_at  timestamptz NOT NULL,
  searched   boolean NOT NULL                            -- false: read from the file; this database may hold the person still
);
CREATE INDEX erased_identifier_unsearched ON erased_identifier (hash) WHERE NOT searched;
