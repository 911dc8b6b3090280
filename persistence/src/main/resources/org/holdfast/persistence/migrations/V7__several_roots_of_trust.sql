-- Several Roots of Trust at once: the HSMs in force are rows of their own, in order of priority.
-- While a restore is under way the rows are those that were in force before it.

CREATE TABLE node.hsm_root (
    node_id      uuid    NOT NULL,
    priority     integer NOT NULL CHECK (priority BETWEEN 1 AND 3),
    name         text    NOT NULL,
    vendor_id    text    NOT NULL,
    token_label  text,
    token_serial text    NOT NULL,
    key_number   integer NOT NULL,
    check_value  bytea   NOT NULL,
    PRIMARY KEY (node_id, priority)
);
INSERT INTO node.hsm_root
SELECT node_id, 1, 'hsm-1', vendor_id, token_label, token_serial, key_number, check_value
FROM node.root_of_trust WHERE key_number IS NOT NULL;

-- A refused credential is not tried again: one row a token. The label is empty where none was given.
CREATE TABLE node.credential_refusal (
    node_id     uuid        NOT NULL,
    vendor_id   text        NOT NULL,
    token_label text        NOT NULL,
    refused_at  timestamptz NOT NULL,
    PRIMARY KEY (node_id, vendor_id, token_label)
);
INSERT INTO node.credential_refusal
SELECT node_id, vendor_id, coalesce(token_label, ''), credential_refused_at
FROM node.root_of_trust WHERE key_number IS NOT NULL AND credential_refused_at IS NOT NULL;

-- Takes the checks that name them along.
ALTER TABLE node.root_of_trust
    DROP COLUMN vendor_id,
    DROP COLUMN token_label,
    DROP COLUMN token_serial,
    DROP COLUMN key_number,
    DROP COLUMN check_value,
    DROP COLUMN credential_refused_at;

-- Root of Trust keys that are not in force any more and stay on their tokens: backups need them.
CREATE TABLE node.former_root_key (
    operation_id uuid        NOT NULL,
    name         text        NOT NULL,
    node_id      uuid        NOT NULL,
    vendor_id    text        NOT NULL,
    token_label  text,
    token_serial text        NOT NULL,
    key_number   integer     NOT NULL,
    check_value  bytea       NOT NULL,
    reason       text        NOT NULL CHECK (reason IN ('ROTATED', 'REMOVED', 'REVERSE_MIGRATED')),
    recorded_at  timestamptz NOT NULL,
    PRIMARY KEY (operation_id, name)
);

ALTER TABLE node.operation
    DROP CONSTRAINT operation_kind_check,
    ADD CHECK (kind IN ('POST_INSTALL', 'INITIALIZE', 'SET_CREDENTIAL', 'REVERSE_MIGRATE', 'ROTATE_MASTER_KEY', 'RESTORE',
                        'ADD_ROOT', 'REMOVE_ROOT', 'ROTATE_ROOT', 'CHANGE_ROOT'));
