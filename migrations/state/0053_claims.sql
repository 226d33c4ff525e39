-- What ended evidence that held once, and when: the event, or nothing where a person's decision or an
-- import taken back did.
ALTER TABLE evidence
  ADD COLUMN dropped_at         timestamptz,
  ADD COLUMN dropped_source_id  bigint,
  ADD COLUMN dropped_message_id text;
