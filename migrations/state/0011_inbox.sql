-- What was acknowledged and is not in the facts yet. The order of ids is the order of work.
-- Bodies are compressed already, so Postgres need not try again.

CREATE TABLE inbox (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  events            integer NOT NULL,
  import_id         integer,
  body              bytea NOT NULL,                      -- zstd of JSON lines, one TrackedEvent each
  received_at       timestamptz NOT NULL DEFAULT now()
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
ALTER TABLE inbox ALTER COLUMN body SET STORAGE EXTERNAL;

-- Resolved batches: exactly what is inserted into the facts, under the token of the id.
CREATE TABLE resolved_batch (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  events            integer NOT NULL,
  body              bytea NOT NULL,                      -- zstd of the rows of each table
  resolved_at       timestamptz NOT NULL DEFAULT now()
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
ALTER TABLE resolved_batch ALTER COLUMN body SET STORAGE EXTERNAL;

-- Events that were refused, for the user to see. The latest of each source are kept, the counts for ever.
CREATE TABLE rejected_event (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id         integer NOT NULL REFERENCES source ON DELETE CASCADE,
  rejected_at       timestamptz NOT NULL DEFAULT now(),
  reason            text NOT NULL,
  field             text,
  message           text NOT NULL,
  fix               text NOT NULL,
  excerpt           text NOT NULL                        -- the beginning of what came
);
CREATE INDEX rejected_event_source ON rejected_event (source_id, id);

CREATE TABLE rejected_count (
  source_id         integer NOT NULL REFERENCES source ON DELETE CASCADE,
  reason            text NOT NULL,
  events            bigint NOT NULL,
  last_at           timestamptz NOT NULL,
  PRIMARY KEY (source_id, reason)
);
