-- Where the classes of recency, frequency and monetary value begin: every version, who set it and when.
-- The last one of the workspace's currency holds. Null: given back to the data, which has not set them yet.
CREATE TABLE rfm_thresholds (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  currency   text NOT NULL,
  thresholds jsonb,
  chosen_by  text NOT NULL CHECK (chosen_by IN ('data', 'person')),
  said_by    text NOT NULL,   -- empty: nobody did, it was the data
  said_at    timestamptz NOT NULL
);
