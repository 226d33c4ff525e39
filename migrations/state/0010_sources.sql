-- Where events come from, and the keys that let them in.

CREATE TABLE source (
  id                integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name              text NOT NULL,
  kind              text NOT NULL CHECK (kind IN ('browser', 'app', 'server', 'import', 'connector')),
  trust             text NOT NULL CHECK (trust IN ('claimed', 'trusted')),
  shop              text NOT NULL DEFAULT 'main',        -- the namespace of its order ids
  write_key         text NOT NULL UNIQUE,
  old_key           text UNIQUE,                         -- the key before the last rotation
  old_key_until     timestamptz,                         -- until when that one still works
  secret            text NOT NULL,                       -- signs user ids (HMAC)
  created_at        timestamptz NOT NULL DEFAULT now(),
  disabled_at       timestamptz
);

-- What came from each; counted in the transaction that resolves a batch, so once.
CREATE TABLE source_activity (
  source_id         integer PRIMARY KEY REFERENCES source ON DELETE CASCADE,
  events            bigint NOT NULL DEFAULT 0,
  last_event_at     timestamptz                          -- when the last one was received
);
