-- The demo shop: at most one row. Loading is resumed from `sent`, which is counted in the transaction
-- that hands the events over.

CREATE TABLE demo (
  id                smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  import_id         integer NOT NULL,                    -- above all numbers of files' imports
  source_id         integer NOT NULL REFERENCES source,
  customers         integer NOT NULL,
  seed              integer NOT NULL,
  currency          text NOT NULL,
  ends_at           timestamptz NOT NULL,                -- the last instant of its data
  state             text NOT NULL CHECK (state IN ('loading', 'loaded', 'cancelled', 'removing')),
  sent              integer NOT NULL DEFAULT 0,
  total             integer,                             -- null until the shop was made up
  started_at        timestamptz NOT NULL,
  finished_at       timestamptz
);
CREATE SEQUENCE demo_import_id AS integer START 2000000001;
