-- What the kinds of a run were told apart by, so that one customer's nearest kind can be told later:
-- measures, scales, centres and the instant. Null of runs before this, and where no kinds were found.
ALTER TABLE persona_run ADD COLUMN model jsonb;
