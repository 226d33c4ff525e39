-- Raised by whoever changes handles or evidence other than by resolving events (an import taken
-- back, an erasure), so that the worker forgets what it remembers of them.
CREATE SEQUENCE graph_change;
