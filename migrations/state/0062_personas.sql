-- Personas: where those of a shop part, runs with what they found, and who is of which.

CREATE TABLE persona_settings (
  id              boolean PRIMARY KEY DEFAULT true CHECK (id),
  bounce_pages    integer NOT NULL DEFAULT 1,       -- one visit of so many pages or fewer is a bounce
  high_order      numeric(18, 4),                   -- an order of this value is a high one; null: the median of single orders
  repeat_orders   integer NOT NULL DEFAULT 2,       -- from so many orders on somebody buys again
  least_customers integer NOT NULL DEFAULT 30       -- no persona is found of fewer
);
INSERT INTO persona_settings DEFAULT VALUES;

-- Numbers of personas that were found: one keeps its number as long as it is found again.
CREATE SEQUENCE persona_number;

CREATE TABLE persona_run (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  status      text NOT NULL CHECK (status IN ('waiting', 'running', 'done', 'cancelled', 'failed')),
  asked_by    text NOT NULL,
  asked_at    timestamptz NOT NULL,
  finished_at timestamptz,
  stage       text,
  share       double precision NOT NULL DEFAULT 0,  -- of its stage, from 0 to 1
  attempts    integer NOT NULL DEFAULT 0,
  result      jsonb                                 -- counts, sums and means of groups; nothing of one customer
);
-- One at a time waits or runs.
CREATE UNIQUE INDEX persona_run_open ON persona_run ((true)) WHERE status IN ('waiting', 'running');

-- Who is of which persona, by the last run that is done; while another runs, by that too.
CREATE TABLE persona_member (
  run_id     bigint NOT NULL REFERENCES persona_run (id) ON DELETE CASCADE,
  profile_id bigint NOT NULL,
  shop       text NOT NULL,                         -- the persona of the shop
  found      smallint,                              -- the group that was found, by its number in the run's result
  PRIMARY KEY (run_id, profile_id)
);
CREATE INDEX persona_member_profile ON persona_member (profile_id);
