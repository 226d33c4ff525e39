-- Events of an import that were left out, since their customer was erased.
ALTER TABLE import ADD COLUMN left_out integer NOT NULL DEFAULT 0;
