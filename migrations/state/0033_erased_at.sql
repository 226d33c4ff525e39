-- Each batch of events asks when the latest erasure was.
CREATE INDEX erased_identifier_at ON erased_identifier (erased_at);
