-- A restore may put a Root of Trust key out of force, too: one that the backup does not know.
ALTER TABLE node.former_root_key
    DROP CONSTRAINT former_root_key_reason_check,
    ADD CHECK (reason IN ('ROTATED', 'REMOVED', 'REVERSE_MIGRATED', 'RESTORED'));
