-- A device that passes from hand to hand has a handle for each owner. The one whose turn came last is
-- whose events without a login are.
ALTER TABLE handle ADD COLUMN turn integer NOT NULL DEFAULT 0;
