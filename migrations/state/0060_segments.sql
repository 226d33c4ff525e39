-- Segments: named rules and lists, their versions, who has to be looked at again, and whom to tell.
-- Who is a member stands in the facts (membership, segment_move).

CREATE TABLE segment (
  id          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name        text NOT NULL,
  description text NOT NULL DEFAULT '',
  folder      text NOT NULL DEFAULT '',
  tags        text[] NOT NULL DEFAULT '{}',
  kind        text NOT NULL CHECK (kind IN ('rule', 'list')),
  version     integer NOT NULL DEFAULT 1,            -- of the rule; names and folders have none
  rule        jsonb,                                 -- as of that version; null for a list
  created_at  timestamptz NOT NULL,
  created_by  text NOT NULL,
  changed_at  timestamptz NOT NULL,
  changed_by  text NOT NULL,
  archived_at timestamptz,
  -- The pass over all customers by a new rule: after which profile it stands, null when it is over.
  pass_after  bigint,
  pass_done   bigint NOT NULL DEFAULT 0,
  pass_total  bigint NOT NULL DEFAULT 0,
  pass_failed text,                                  -- why it was given up
  pass_tries  integer NOT NULL DEFAULT 0,
  pass_began  timestamptz,
  -- Its rule hangs on all customers together, and some of them changed since the pass began.
  pass_stale  boolean NOT NULL DEFAULT false,
  CHECK ((kind = 'rule') = (rule IS NOT NULL))
);
CREATE UNIQUE INDEX segment_name ON segment (lower(name)) WHERE archived_at IS NULL;

CREATE TABLE segment_version (
  segment_id integer NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
  version    integer NOT NULL,
  rule       jsonb,
  said_by    text NOT NULL,
  said_at    timestamptz NOT NULL,
  why        text NOT NULL DEFAULT '',
  PRIMARY KEY (segment_id, version)
);

-- Counts the changes of rules, so that whoever remembers them knows whether they are still so; and
-- what rules mean beside themselves (zone, currency …), by which everybody was looked at last.
CREATE TABLE segment_ground (
  one     boolean PRIMARY KEY DEFAULT true CHECK (one),
  changes bigint NOT NULL DEFAULT 0,
  meaning text NOT NULL DEFAULT ''
);
INSERT INTO segment_ground DEFAULT VALUES;

-- Who was put on a list by hand: the smallest identifier that the customer had then.
CREATE TABLE segment_list (
  segment_id integer NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
  handle_id  bigint NOT NULL,
  added_at   timestamptz NOT NULL,
  added_by   text NOT NULL,
  PRIMARY KEY (segment_id, handle_id)
);
CREATE INDEX segment_list_handle ON segment_list (handle_id);

-- Whose memberships may have changed: written in the transaction that stores the change, one row a
-- batch, so that writers never wait for each other.
CREATE TABLE segment_touched (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  handle_ids   bigint[] NOT NULL,
  why          text NOT NULL CHECK (why IN ('event', 'merge')),
  -- Of an import that is undone: looked at when none of its events from before are in the facts.
  after_import bigint,
  noted_at     timestamptz NOT NULL DEFAULT now()
);

-- When time alone may change a membership of a customer.
CREATE TABLE segment_due (
  profile_id bigint PRIMARY KEY,
  due_at     timestamptz NOT NULL
);
CREATE INDEX segment_due_at ON segment_due (due_at);

-- Moves that were found, as they go into the facts, under a token made of the number.
CREATE TABLE segment_tick (
  id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body jsonb NOT NULL
);

-- Whoever comes, moves between profiles, or goes, has to be looked at, and so do both profiles: here,
-- since merges, unmerges, decisions, rules, undone imports and erasures each have a way of their own.
CREATE FUNCTION segment_touch_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO segment_touched (handle_ids, why)
  SELECT array_agg(DISTINCT touched.id), 'merge'
  FROM was JOIN now USING (id), LATERAL (VALUES (was.id), (was.profile_id), (now.profile_id)) AS touched (id)
  WHERE was.profile_id <> now.profile_id AND EXISTS (SELECT FROM segment)
  HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE TRIGGER segment_moved AFTER UPDATE ON handle
  REFERENCING OLD TABLE AS was NEW TABLE AS now
  FOR EACH STATEMENT EXECUTE FUNCTION segment_touch_moved();

CREATE FUNCTION segment_touch_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO segment_touched (handle_ids, why)
  SELECT array_agg(id), 'event' FROM now
  WHERE id = profile_id AND type NOT IN ('order', 'unidentified') AND EXISTS (SELECT FROM segment)
  HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE TRIGGER segment_new AFTER INSERT ON handle
  REFERENCING NEW TABLE AS now
  FOR EACH STATEMENT EXECUTE FUNCTION segment_touch_new();

CREATE FUNCTION segment_touch_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO segment_touched (handle_ids, why)
  SELECT array_agg(DISTINCT touched.id), 'merge'
  FROM was, LATERAL (VALUES (was.id), (was.profile_id)) AS touched (id)
  WHERE EXISTS (SELECT FROM segment)
  HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE TRIGGER segment_gone AFTER DELETE ON handle
  REFERENCING OLD TABLE AS was
  FOR EACH STATEMENT EXECUTE FUNCTION segment_touch_gone();

CREATE TABLE segment_webhook (
  id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name       text NOT NULL,
  url        text NOT NULL,
  secret     text NOT NULL,
  segments   integer[] NOT NULL,                     -- none: all
  active     boolean NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL
);

-- Moves to tell a webhook, written in the transaction that ends the tick which found them.
CREATE TABLE segment_outbox (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  webhook_id integer NOT NULL REFERENCES segment_webhook (id) ON DELETE CASCADE,
  moves      jsonb NOT NULL,
  attempt    integer NOT NULL DEFAULT 0,
  due_at     timestamptz NOT NULL
);
CREATE INDEX segment_outbox_due ON segment_outbox (due_at, id);

CREATE TABLE segment_delivery (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  webhook_id   integer NOT NULL REFERENCES segment_webhook (id) ON DELETE CASCADE,
  at           timestamptz NOT NULL,
  moves        integer NOT NULL,
  attempt      integer NOT NULL,
  status       integer,
  problem      text,
  milliseconds integer NOT NULL,
  test         boolean NOT NULL
);
CREATE INDEX segment_delivery_of ON segment_delivery (webhook_id, id DESC);
