-- An erasure is finished once the bytes left the files of the facts too; `erased_at` says when it
-- left every question, `facts_time` the same by the clock of the facts, which dates their files.
ALTER TABLE erasure ADD COLUMN erased_at timestamptz, ADD COLUMN facts_time bigint;
UPDATE erasure SET erased_at = finished_at, facts_time = 0 WHERE finished_at IS NOT NULL;
