-- What was said of orders in pieces (Order Completed, then Updated or Cancelled), so that any order
-- of arrival gives the same row. Orders that only whole snapshots (imports) told of have no row here.

CREATE TABLE order_history (
  shop              text NOT NULL,
  order_id          text NOT NULL,
  parts             jsonb NOT NULL,
  PRIMARY KEY (shop, order_id)
);
