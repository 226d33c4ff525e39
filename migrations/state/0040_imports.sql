-- Imports of files: what was uploaded, how it is read, how far it is, what came of it. The file
-- itself lies in the data folder. Numbers stay below 2,000,000,001, where the demo's begin.

CREATE TABLE import (
  id                integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 2000000000) PRIMARY KEY,
  filename          text NOT NULL,
  source_id         integer NOT NULL REFERENCES source,
  status            text NOT NULL,
  bytes             bigint NOT NULL,
  sha256            text NOT NULL,
  inspection        jsonb,                                 -- what was found in the file; its first lines
  mapping           jsonb,                                 -- as it is or will be read
  next_mapping      jsonb,                                 -- an undo is under way, then it runs again with this
  progress          jsonb NOT NULL,
  report            jsonb NOT NULL,
  problem           jsonb,
  handed_over       integer NOT NULL DEFAULT 0,            -- events in the inbox so far: where a crash goes on
  created_at        timestamptz NOT NULL,
  started_at        timestamptz,
  finished_at       timestamptz
);
CREATE INDEX import_work ON import (id) WHERE status IN ('staging', 'running', 'finishing', 'undoing');

CREATE TABLE import_mapping (
  name              text PRIMARY KEY,
  mapping           jsonb NOT NULL,
  updated_at        timestamptz NOT NULL
);
