-- The reason of a refusal with its values, by which the pages say it in the reader's language.
-- Null for events that were refused before reasons were kept: they are shown in English.
ALTER TABLE rejected_event ADD COLUMN because jsonb;
