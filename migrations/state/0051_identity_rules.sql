-- What counts as one customer: every version that people have set, who set it, when and why. The last
-- one holds; where there is none, the defaults do. Nothing of it is ever changed, save by an erasure.
CREATE TABLE identity_rules (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rules   jsonb NOT NULL,
  reason  text NOT NULL,
  said_by text NOT NULL,
  said_at timestamptz NOT NULL,
  restores bigint,              -- the version that it went back to, 0 the defaults; null: none
  effect  jsonb                 -- what it did to the customers that there were
);

-- What was refused, the newest first, for the list of conflicts.
CREATE INDEX evidence_refused ON evidence (id) WHERE verdict <> 'holds';
CREATE INDEX evidence_refused_because ON evidence (reason, id) WHERE verdict <> 'holds';
