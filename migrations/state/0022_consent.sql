-- Every change of a customer's consent, by handle. `preferences` is the whole answer at that time:
-- a category that is missing is refused.
CREATE TABLE consent (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  handle_id   bigint NOT NULL,
  at          timestamptz NOT NULL,
  preferences jsonb NOT NULL,
  trust       text NOT NULL CHECK (trust IN ('claimed', 'trusted')),
  source_id   bigint NOT NULL,
  import_id   bigint,
  message_id  text NOT NULL
);
CREATE INDEX consent_handle ON consent (handle_id, at);
CREATE INDEX consent_import ON consent (import_id) WHERE import_id IS NOT NULL;
