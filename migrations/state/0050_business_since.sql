-- Since when the business has been there, as a person says; null: taken from the first orders.
ALTER TABLE workspace ADD COLUMN business_since date;
