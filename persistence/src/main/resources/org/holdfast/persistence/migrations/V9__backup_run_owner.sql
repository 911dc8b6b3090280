-- Whose a run is: several nodes may keep their runs in one database, and each ends but its own. Null:
-- begun before this migration, by a process that has ended since.
ALTER TABLE node.backup_run
    ADD COLUMN owner_node    uuid,
    ADD COLUMN owner_process uuid,
    ADD CHECK ((owner_node IS NULL) = (owner_process IS NULL));

-- What failed runs have left at a destination is looked for before each run there.
CREATE INDEX backup_run_failed ON node.backup_run (destination_id) WHERE status = 'FAILED' AND file IS NOT NULL;
