-- Two tables of the kinds the vault uses for a read: rows that are looked up by their id, and a trail that grows.
DROP SCHEMA IF EXISTS bench CASCADE;
CREATE SCHEMA bench;
CREATE TABLE bench.object (id bigint PRIMARY KEY, material bytea NOT NULL);
INSERT INTO bench.object SELECT n, decode(repeat(md5(n::text), 8), 'hex') FROM generate_series(1, 100000) n;
CREATE SEQUENCE bench.trail_sequence;
CREATE TABLE bench.trail (
    node_id   uuid        NOT NULL,
    sequence  bigint      NOT NULL DEFAULT nextval('bench.trail_sequence'),
    at        timestamptz NOT NULL,
    actor     text        NOT NULL,
    operation text        NOT NULL,
    outcome   text        NOT NULL,
    subject   bigint      NOT NULL,
    detail    text        NOT NULL,
    PRIMARY KEY (node_id, sequence)
);
CREATE INDEX trail_at ON bench.trail (at DESC);
CREATE INDEX trail_actor ON bench.trail (actor, at DESC);
CREATE INDEX trail_operation ON bench.trail (operation, at DESC);
ANALYZE bench.object;
