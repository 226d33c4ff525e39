-- Of imports that were taken back: how many orders and refunds they alone had told of, by the hour in
-- which these happened and the one in which they were heard of. Figures of then were restated by that.
CREATE TABLE undone_orders (
  import_id bigint NOT NULL,
  kind      text NOT NULL CHECK (kind IN ('orders', 'refunds')),
  at        timestamptz NOT NULL,
  heard     timestamptz NOT NULL,
  undone_at timestamptz NOT NULL,
  n         integer NOT NULL,
  done      boolean NOT NULL DEFAULT false,          -- the undo came to its end; a killed one goes on with what it counted
  PRIMARY KEY (import_id, undone_at, kind, at, heard)
);
CREATE INDEX undone_orders_open ON undone_orders (import_id) WHERE NOT done;
