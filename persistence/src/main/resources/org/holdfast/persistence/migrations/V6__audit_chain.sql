-- The audit trail proves itself: a hash chain over its committed rows, checkpoints made with the
-- Root of Trust, tombstones for what was purged (ADR 0028). And syslog receivers.

-- A segment of a chain. node_id made it; its rows are those of record_node, which is the same but
-- after a restore from another machine.
CREATE TABLE vault.audit_seal (
    node_id        uuid        NOT NULL,
    position       bigint      NOT NULL CHECK (position > 0),
    kind           text        NOT NULL CHECK (kind IN ('LIVE', 'CAUGHT_UP', 'RESTORED')),
    record_node    uuid        NOT NULL,
    previous       bytea       NOT NULL,
    sequences      bigint[]    NOT NULL,
    digests        bytea       NOT NULL,
    first_sequence bigint      NOT NULL,
    last_sequence  bigint      NOT NULL,
    first_at       timestamptz NOT NULL,
    last_at        timestamptz NOT NULL,
    made_at        timestamptz NOT NULL,
    hash           bytea       NOT NULL,
    PRIMARY KEY (node_id, position)
);
-- Which segment has a row: the first from its number on that lists it.
CREATE INDEX audit_seal_rows ON vault.audit_seal (record_node, last_sequence);

CREATE TABLE vault.audit_checkpoint (
    id            uuid PRIMARY KEY,
    node_id       uuid        NOT NULL,
    position      bigint      NOT NULL,
    hash          bytea       NOT NULL,
    made_at       timestamptz NOT NULL,
    kind          text        NOT NULL CHECK (kind IN ('ROOT_KEY', 'MASTER_KEY')),
    key_number    integer,
    check_value   bytea,
    mechanism     text,
    iv            bytea,
    master_key_id uuid,
    proof         bytea       NOT NULL,
    CHECK ((kind = 'MASTER_KEY') = (master_key_id IS NOT NULL)),
    CHECK ((kind = 'ROOT_KEY') = (key_number IS NOT NULL))
);
CREATE INDEX audit_checkpoint_position ON vault.audit_checkpoint (node_id, position DESC);

-- The transaction is the one that inserts it: it may take away what the tombstone names.
CREATE TABLE vault.audit_tombstone (
    id            uuid PRIMARY KEY,
    node_id       uuid        NOT NULL,
    from_position bigint      NOT NULL,
    to_position   bigint      NOT NULL,
    row_count     bigint      NOT NULL,
    first_at      timestamptz NOT NULL,
    last_at       timestamptz NOT NULL,
    previous      bytea       NOT NULL,
    hash          bytea       NOT NULL,
    removed_by    text        NOT NULL,
    made_at       timestamptz NOT NULL,
    transaction   xid8        NOT NULL DEFAULT pg_current_xact_id(),
    kind          text        NOT NULL CHECK (kind IN ('ROOT_KEY', 'MASTER_KEY')),
    key_number    integer,
    check_value   bytea,
    mechanism     text,
    iv            bytea,
    master_key_id uuid,
    proof         bytea       NOT NULL,
    CHECK (from_position <= to_position),
    CHECK ((kind = 'MASTER_KEY') = (master_key_id IS NOT NULL)),
    CHECK ((kind = 'ROOT_KEY') = (key_number IS NOT NULL))
);
CREATE INDEX audit_tombstone_position ON vault.audit_tombstone (node_id, from_position);
CREATE INDEX audit_tombstone_transaction ON vault.audit_tombstone (transaction);

-- Rows leave the trail as whole segments, in the transaction that inserts their tombstone, and in
-- no other way.
CREATE FUNCTION vault.allow_purge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF TG_TABLE_NAME = 'audit_record' THEN
            PERFORM FROM vault.audit_tombstone t
                JOIN vault.audit_seal s ON s.node_id = t.node_id
                    AND s.position BETWEEN t.from_position AND t.to_position
                WHERE t.transaction = pg_current_xact_id_if_assigned()
                    AND s.record_node = OLD.node_id AND s.last_sequence >= OLD.sequence
                    AND s.first_sequence <= OLD.sequence AND OLD.sequence = ANY (s.sequences);
        ELSE
            PERFORM FROM vault.audit_tombstone t
                WHERE t.transaction = pg_current_xact_id_if_assigned() AND t.node_id = OLD.node_id
                    AND OLD.position BETWEEN t.from_position AND t.to_position;
        END IF;
        IF FOUND THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION '%.% takes new rows only', TG_TABLE_SCHEMA, TG_TABLE_NAME;
END $$;

DO $$
DECLARE
    name text;
BEGIN
    DROP TRIGGER insert_only ON vault.audit_record;
    FOREACH name IN ARRAY ARRAY['audit_record', 'audit_seal', 'audit_checkpoint'] LOOP
        EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE ON vault.%I FOR EACH ROW EXECUTE FUNCTION vault.allow_purge()', name);
    END LOOP;
    CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE ON vault.audit_tombstone FOR EACH ROW EXECUTE FUNCTION vault.refuse_change();
    FOREACH name IN ARRAY ARRAY['audit_seal', 'audit_checkpoint', 'audit_tombstone'] LOOP
        EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON vault.%I EXECUTE FUNCTION vault.refuse_change()', name);
    END LOOP;
END $$;

-- What somebody did to one object.
CREATE INDEX audit_record_subject ON vault.audit_record (subject, at DESC) WHERE subject IS NOT NULL;

-- node: how far each node's sealer is -----------------------------------------------------------------

-- Rows of the node up to that number are sealed, or were not there and are in audit_open.
CREATE TABLE node.audit_sealer (
    node_id      uuid PRIMARY KEY,
    sealed_up_to bigint  NOT NULL,
    restored     boolean NOT NULL
);

-- Numbers whose rows may still be committed, and rows that a restore brought without a seal.
CREATE TABLE node.audit_open (
    node_id     uuid        NOT NULL,
    record_node uuid        NOT NULL,
    sequence    bigint      NOT NULL,
    since       timestamptz NOT NULL,
    restored    boolean     NOT NULL,
    PRIMARY KEY (node_id, record_node, sequence)
);
CREATE INDEX audit_open_since ON node.audit_open (since);

-- position: the segment of this node's chain up to which all was sent.
CREATE TABLE node.syslog_receiver (
    id         uuid PRIMARY KEY,
    host       text        NOT NULL,
    port       integer     NOT NULL CHECK (port BETWEEN 1 AND 65535),
    transport  text        NOT NULL CHECK (transport IN ('TCP', 'TLS')),
    ca         text,
    position   bigint      NOT NULL CHECK (position >= 0),
    changed_at timestamptz NOT NULL,
    CHECK (ca IS NULL OR transport = 'TLS')
);
