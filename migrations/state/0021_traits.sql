-- The latest value of each trait, by handle, trust and import, so that an undone import uncovers
-- what stood before it. A value of JSON null says that the trait was removed.
CREATE TABLE trait (
  handle_id  bigint NOT NULL,
  name       text NOT NULL,
  trust      text NOT NULL CHECK (trust IN ('claimed', 'trusted')),
  import_id  bigint NOT NULL DEFAULT 0,
  value      jsonb NOT NULL,
  at         timestamptz NOT NULL,
  source_id  bigint NOT NULL,
  message_id text NOT NULL,
  PRIMARY KEY (handle_id, name, trust, import_id)
);
CREATE INDEX trait_import ON trait (import_id) WHERE import_id <> 0;

-- What a handle is called, for lists and for search as one types.
CREATE TABLE display_name (
  handle_id bigint PRIMARY KEY,
  name      text NOT NULL,
  folded    text COLLATE "C" NOT NULL,   -- case, accents and letter forms taken out; see src/profile/traits/fold.ts
  trust     text NOT NULL,
  at        timestamptz NOT NULL
);
CREATE INDEX display_name_trigrams ON display_name USING gin (folded gin_trgm_ops);
