-- Who is who. A handle is an identifier in one epoch of ownership; events belong to it for ever.
-- A profile is a set of handles and its id is the smallest handle id in it.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE SEQUENCE handle_id;

CREATE TABLE handle (
  id               bigint PRIMARY KEY,
  profile_id       bigint NOT NULL,
  type             text NOT NULL,
  value            text COLLATE "C" NOT NULL,       -- normalised; "C" so that the index serves prefixes
  epoch            integer NOT NULL DEFAULT 0,
  trust            text NOT NULL CHECK (trust IN ('claimed', 'trusted')),  -- the highest that has spoken of it
  shared           boolean NOT NULL DEFAULT false,  -- seen on too many customers: joins nobody
  partners         integer NOT NULL DEFAULT 0,      -- how many higher-ranked identifiers trusted sources named with it
  first_seen       timestamptz NOT NULL,
  last_seen        timestamptz NOT NULL,            -- to the day
  source_id        bigint NOT NULL,
  first_message_id text NOT NULL,
  import_id        bigint,                          -- the only import that speaks of it, and nobody else does
  trust_import_id  bigint,                          -- the only import that vouches for it
  UNIQUE (value, type, epoch)
) WITH (fillfactor = 90);
ALTER SEQUENCE handle_id OWNED BY handle.id;
CREATE INDEX handle_profile ON handle (profile_id);
CREATE INDEX handle_import ON handle (import_id) WHERE import_id IS NOT NULL;
CREATE INDEX handle_trust_import ON handle (trust_import_id) WHERE trust_import_id IS NOT NULL;
CREATE INDEX handle_email_trigrams ON handle USING gin (value gin_trgm_ops) WHERE type = 'email';

-- One row for a pair, rule and trust: the first observation stays.
CREATE TABLE evidence (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  handle_a   bigint NOT NULL,
  handle_b   bigint NOT NULL,
  rule       text NOT NULL,                          -- same_event, alias, signed
  trust      text NOT NULL CHECK (trust IN ('claimed', 'trusted')),
  weight     real NOT NULL DEFAULT 1,
  verdict    text NOT NULL CHECK (verdict IN ('holds', 'dropped', 'conflict')),
  reason     text NOT NULL DEFAULT '',               -- why it doesn't hold
  message_id text NOT NULL,
  source_id  bigint NOT NULL,
  import_id  bigint,                                 -- the only import that says so, and nobody else does
  at         timestamptz NOT NULL,
  last_seen  timestamptz NOT NULL,                   -- to the day
  CHECK (handle_a < handle_b),
  UNIQUE (handle_a, handle_b, rule, trust)
);
CREATE INDEX evidence_holds ON evidence (handle_a) WHERE verdict = 'holds';
CREATE INDEX evidence_b ON evidence (handle_b);
CREATE INDEX evidence_import ON evidence (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE merge (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  survivor    bigint NOT NULL,
  merged      bigint NOT NULL,
  evidence_id bigint,
  at          timestamptz NOT NULL,
  undone_at   timestamptz
);
CREATE INDEX merge_survivor ON merge (survivor);
CREATE INDEX merge_merged ON merge (merged);

-- Numbers the rows of `alias` in the facts: the later one counts.
CREATE SEQUENCE alias_version;
