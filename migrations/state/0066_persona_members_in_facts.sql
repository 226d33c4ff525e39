-- Whether the facts hold who is of which persona by this run, as rules and figures ask for it.
ALTER TABLE persona_run ADD COLUMN in_facts boolean NOT NULL DEFAULT false;
