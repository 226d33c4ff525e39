-- Matching of customers that share no identifier: how it is set, its runs with what they learned,
-- and the pairs that they brought.

CREATE TABLE matching (
  id        boolean PRIMARY KEY DEFAULT true CHECK (id),
  upper     double precision NOT NULL DEFAULT 0.9,   -- from this chance on pairs are joined or proposed
  lower     double precision NOT NULL DEFAULT 0.3,   -- below it nobody is asked
  above     text NOT NULL DEFAULT 'propose' CHECK (above IN ('propose', 'merge')),
  automatic boolean NOT NULL DEFAULT true,           -- starts by itself when enough has changed
  CHECK (lower >= 0.1 AND lower <= upper AND upper < 1)
);
INSERT INTO matching DEFAULT VALUES;

CREATE TABLE match_run (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  status      text NOT NULL CHECK (status IN ('waiting', 'running', 'done', 'cancelled', 'failed', 'undoing')),
  asked_by    text NOT NULL,
  asked_at    timestamptz NOT NULL,
  started_at  timestamptz,
  finished_at timestamptz,
  stage       text,                                  -- of the engine, while it runs
  loaded      bigint NOT NULL DEFAULT 0,             -- records read so far
  attempts    integer NOT NULL DEFAULT 0,
  newest      bigint,                                -- the newest handle when it began
  model       jsonb,                                 -- m, u, prior, rules, weights, thresholds; nothing of a customer
  steps       jsonb,                                 -- what was asked of the facts, without values
  undo        jsonb,                                 -- who wants its joins undone, and why
  undone_at   timestamptz
);
-- One at a time waits or runs.
CREATE UNIQUE INDEX match_run_open ON match_run ((true)) WHERE status IN ('waiting', 'running');

-- Two customers, by the smallest handle that each had, and what their fields say.
CREATE TABLE match_pair (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  handle_a     bigint NOT NULL REFERENCES handle (id) ON DELETE CASCADE,
  handle_b     bigint NOT NULL REFERENCES handle (id) ON DELETE CASCADE,
  run_id       bigint NOT NULL REFERENCES match_run (id),
  weight       double precision NOT NULL,            -- bits
  chance       double precision NOT NULL,
  parts        jsonb NOT NULL,                       -- [{field, level, weight}]
  agreed       boolean NOT NULL,                     -- the pairs around it speak for it too: may be joined by itself
  state        text NOT NULL DEFAULT 'waiting'
               CHECK (state IN ('waiting', 'yes', 'no', 'unsure', 'joined', 'gone')),
  said_by      text,
  said_at      timestamptz,
  turn         bigint,                               -- the order of answers
  judgement_id bigint,
  taken_back   boolean NOT NULL DEFAULT false,       -- joined by itself once, and a person undid it
  CHECK (handle_a < handle_b),
  UNIQUE (handle_a, handle_b)
);
CREATE INDEX match_pair_b ON match_pair (handle_b);
CREATE INDEX match_pair_waiting ON match_pair (weight DESC, id) WHERE state = 'waiting';
CREATE INDEX match_pair_judged ON match_pair (judgement_id) WHERE judgement_id IS NOT NULL;
CREATE INDEX match_pair_run ON match_pair (run_id, state);
CREATE INDEX match_pair_turn ON match_pair (turn DESC) WHERE turn IS NOT NULL;
CREATE SEQUENCE match_turn;

-- Customers whose values changed since the last matching, and who wait to be matched by its model.
CREATE TABLE match_arrival (
  handle_id bigint PRIMARY KEY,
  turn      bigint NOT NULL DEFAULT nextval('match_turn')
);
CREATE INDEX match_arrival_turn ON match_arrival (turn);
