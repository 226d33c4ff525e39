-- What people decided about who is who: who said so, when and why. A decision is withdrawn, never
-- changed; only an erasure deletes it.
CREATE TABLE judgement (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind         text NOT NULL CHECK (kind IN ('joined', 'parted')),  -- one customer; never one customer
  handle_a     bigint NOT NULL,
  handle_b     bigint NOT NULL,
  reason       text NOT NULL,
  said_by      text NOT NULL,
  said_at      timestamptz NOT NULL,
  withdrawn_by text,
  withdrawn_because text,
  withdrawn_at timestamptz,
  CHECK (handle_a < handle_b),
  CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL)),
  CHECK ((withdrawn_because IS NULL) = (withdrawn_at IS NULL))
);
CREATE INDEX judgement_a ON judgement (handle_a);
CREATE INDEX judgement_b ON judgement (handle_b);
CREATE INDEX judgement_parted_a ON judgement (handle_a, handle_b) WHERE kind = 'parted' AND withdrawn_at IS NULL;
CREATE INDEX judgement_parted_b ON judgement (handle_b, handle_a) WHERE kind = 'parted' AND withdrawn_at IS NULL;

-- The handles that a merge moved: what it brought, and what goes when it is undone.
ALTER TABLE merge ADD COLUMN brought bigint[] NOT NULL DEFAULT '{}';
