-- Personas of people at accounts: what tells them apart, and who is of which. Somebody who was never
-- on a screen and never ordered is of no persona of the shop.
ALTER TABLE persona_settings ADD COLUMN accounts jsonb;  -- null: as src/profile/personas/contract.ts has it
ALTER TABLE persona_member ADD COLUMN account text;
ALTER TABLE persona_member ALTER COLUMN shop DROP NOT NULL;
