-- Parts whose rows were merged into others leave within a second or two. By itself the engine lets them
-- gather for half a minute and then removes hundreds at once, and whoever asks in that moment waits.
-- By now tables are made so; these may have been made before.
ALTER TABLE event{local} {on_cluster} MODIFY SETTING {cleaned};
ALTER TABLE message{local} {on_cluster} MODIFY SETTING {cleaned};
ALTER TABLE trait{local} {on_cluster} MODIFY SETTING {cleaned};
ALTER TABLE consent{local} {on_cluster} MODIFY SETTING {cleaned};
ALTER TABLE `order{local}` {on_cluster} MODIFY SETTING {cleaned};
ALTER TABLE refund{local} {on_cluster} MODIFY SETTING {cleaned};
ALTER TABLE order_figure{local} {on_cluster} MODIFY SETTING {cleaned};
ALTER TABLE receipt{local} {on_cluster} MODIFY SETTING {cleaned};
ALTER TABLE membership{local} {on_cluster} MODIFY SETTING {cleaned};
ALTER TABLE segment_move{local} {on_cluster} MODIFY SETTING {cleaned};
ALTER TABLE persona_member{local} {on_cluster} MODIFY SETTING {cleaned};
ALTER TABLE alias {on_cluster} MODIFY SETTING {cleaned};
ALTER TABLE alias_loaded {on_cluster} MODIFY SETTING {cleaned};
