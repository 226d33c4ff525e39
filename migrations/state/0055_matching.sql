-- What records are matched by as they arrive: the model that the last matching learned, and the
-- blocks of the records that are known. Of one customer: matching_record and matching_block.
CREATE TABLE matching_model (
  one      boolean PRIMARY KEY DEFAULT true CHECK (one),
  made_for bigint NOT NULL,          -- a number of its fields and country: records folded for others are not compared
  known    jsonb NOT NULL,
  at       timestamptz NOT NULL DEFAULT now()
);

-- Values that several records had when the model was trained, as numbers drawn from field and value.
CREATE TABLE matching_frequency (
  value bigint PRIMARY KEY,
  often integer NOT NULL CHECK (often > 1)
);

CREATE TABLE matching_record (
  handle_id bigint PRIMARY KEY,
  made_for  bigint NOT NULL,
  folded    text NOT NULL,           -- every field's text, then every field's sound, parted by U+0001
  blocks    bigint[] NOT NULL        -- the record's rows in matching_block
);

-- The records of a block, found by its number: one key and its first few records, however many it has.
CREATE TABLE matching_block (
  block     bigint NOT NULL,
  handle_id bigint NOT NULL,
  PRIMARY KEY (block, handle_id)
);
