-- On a cluster, questions and inserts go to tables that hold nothing themselves: each row stands on
-- the shard that its key names. What ReplacingMergeTree brings together has to share a shard, so
-- orders and refunds go by their own ids; what is derived of them stays where they are.
CREATE TABLE IF NOT EXISTS event {on_cluster} AS event_local
ENGINE = Distributed({cluster}, {database}, event_local, handle_id);

CREATE TABLE IF NOT EXISTS `order` {on_cluster} AS order_local
ENGINE = Distributed({cluster}, {database}, order_local, sipHash64(shop, order_id));

CREATE TABLE IF NOT EXISTS order_figure {on_cluster} AS order_figure_local
ENGINE = Distributed({cluster}, {database}, order_figure_local, sipHash64(shop, order_id));

CREATE TABLE IF NOT EXISTS refund {on_cluster} AS refund_local
ENGINE = Distributed({cluster}, {database}, refund_local, sipHash64(shop, refund_id));

CREATE TABLE IF NOT EXISTS receipt {on_cluster} AS receipt_local
ENGINE = Distributed({cluster}, {database}, receipt_local, sipHash64(shop, if(refund_id = '', order_id, refund_id)));

CREATE TABLE IF NOT EXISTS trait {on_cluster} AS trait_local
ENGINE = Distributed({cluster}, {database}, trait_local, handle_id);

CREATE TABLE IF NOT EXISTS message {on_cluster} AS message_local
ENGINE = Distributed({cluster}, {database}, message_local, hash);
