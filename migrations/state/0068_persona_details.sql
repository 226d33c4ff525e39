-- What personas say, where they land and leave: by persona, of the last run only.
ALTER TABLE persona_run ADD COLUMN details jsonb;
-- A word or page is told from so many customers on, so that nobody’s own is.
ALTER TABLE persona_settings ADD COLUMN least_speakers integer NOT NULL DEFAULT 5;
