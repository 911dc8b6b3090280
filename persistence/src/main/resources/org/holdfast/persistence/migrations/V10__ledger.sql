-- The safe-to-destroy ledger: what backups need is written down with them, keys that were destroyed
-- are not counted on any more, and re-wrapping can be paused.

-- What a backup needs to be read: the master keys and Root of Trust keys of its data keys, of itself
-- and of its wallet. A run without rows is one of before this migration, or has just begun: it is
-- taken to need every key that is there.
CREATE TABLE node.backup_key (
    run_id        uuid    NOT NULL REFERENCES node.backup_run (id) ON DELETE CASCADE,
    master_key_id uuid,
    key_number    integer,
    check_value   bytea,
    CHECK ((master_key_id IS NULL) <> (key_number IS NULL)),
    CHECK ((key_number IS NULL) = (check_value IS NULL))
);
CREATE INDEX backup_key_run ON node.backup_key (run_id);
-- Retained backups are few among all runs ever made.
CREATE INDEX backup_run_retained ON node.backup_run (id) WHERE status IN ('DONE', 'ONGOING');

-- destroyed_by: the operation that is destroying it, or has; destroyed_at: when it was gone.
ALTER TABLE node.former_root_key
    ADD COLUMN destroyed_by uuid,
    ADD COLUMN destroyed_at timestamptz,
    ADD CHECK (destroyed_at IS NULL OR destroyed_by IS NOT NULL);

-- A row while re-wrapping is paused.
CREATE TABLE node.rewrap_pause (
    node_id   uuid PRIMARY KEY,
    paused_by text        NOT NULL,
    paused_at timestamptz NOT NULL
);

-- Which key made which checkpoints, and how far: from the index alone.
CREATE INDEX audit_checkpoint_key ON vault.audit_checkpoint
    (node_id, master_key_id, key_number, check_value, position DESC);
