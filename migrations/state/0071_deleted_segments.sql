-- A segment that is deleted can be brought back for a while: until then it keeps its number, its rule,
-- versions, list and webhooks, and gives up its name. Then it goes for good.

ALTER TABLE segment ADD COLUMN deleted_at timestamptz, ADD COLUMN deleted_by text;

DROP INDEX segment_name;
CREATE UNIQUE INDEX segment_name ON segment (lower(name)) WHERE archived_at IS NULL AND deleted_at IS NULL;
