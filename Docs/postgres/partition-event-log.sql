-- Partitions the event log by hash of the stream, so that each part's indexes stay small and can lie on a disk of its own.
--
-- On a database that `peizou init` or `peizou migrate` has made, with every node stopped:
--     psql -1 -v ON_ERROR_STOP=1 -f partition-event-log.sql DATABASE
-- Rows that are there already are moved. `peizou verify` afterwards. Nothing else changes: the program neither knows nor
-- needs to know.
ALTER TABLE event RENAME TO event_whole;
ALTER INDEX event_at RENAME TO event_whole_at;
CREATE TABLE event (LIKE event_whole INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY HASH (stream);
CREATE TABLE event_0 PARTITION OF event FOR VALUES WITH (MODULUS 8, REMAINDER 0);
CREATE TABLE event_1 PARTITION OF event FOR VALUES WITH (MODULUS 8, REMAINDER 1);
CREATE TABLE event_2 PARTITION OF event FOR VALUES WITH (MODULUS 8, REMAINDER 2);
CREATE TABLE event_3 PARTITION OF event FOR VALUES WITH (MODULUS 8, REMAINDER 3);
CREATE TABLE event_4 PARTITION OF event FOR VALUES WITH (MODULUS 8, REMAINDER 4);
CREATE TABLE event_5 PARTITION OF event FOR VALUES WITH (MODULUS 8, REMAINDER 5);
CREATE TABLE event_6 PARTITION OF event FOR VALUES WITH (MODULUS 8, REMAINDER 6);
CREATE TABLE event_7 PARTITION OF event FOR VALUES WITH (MODULUS 8, REMAINDER 7);
INSERT INTO event SELECT * FROM event_whole ORDER BY sequence;
ALTER TABLE event ADD UNIQUE (county, stream, version);
ALTER TABLE event ADD FOREIGN KEY (county) REFERENCES county (code);
CREATE INDEX event_at ON event (county, at);
CREATE TRIGGER event_refuses_change BEFORE UPDATE OR DELETE ON event
    FOR EACH ROW EXECUTE PROCEDURE event_refuses_change();
CREATE TRIGGER event_refuses_change_all BEFORE TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE PROCEDURE event_refuses_change();
ALTER SEQUENCE event_sequence_seq OWNED BY event.sequence;
DROP TABLE event_whole;
ANALYZE event;
