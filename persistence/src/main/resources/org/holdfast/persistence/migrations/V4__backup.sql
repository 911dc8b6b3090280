-- Backups: where they go, when they are made, what was made. All of it is this node's alone, and no
-- part of a backup itself: it must outlive a restore.

-- Columns of the server are null for a local folder.
CREATE TABLE node.backup_destination (
    id                 uuid PRIMARY KEY,
    name               text        NOT NULL,
    method             text        NOT NULL CHECK (method IN ('LOCAL', 'SCP', 'SFTP')),
    path               text        NOT NULL,
    host               text,
    port               integer     CHECK (port BETWEEN 1 AND 65535),
    user_name          text,
    authentication     text        CHECK (authentication IN ('PUBLIC_KEY', 'PASSWORD')),
    host_key_algorithm text,
    host_key           bytea,
    sealed_password    bytea,
    changed_at         timestamptz NOT NULL,
    CHECK ((method = 'LOCAL') = (host IS NULL)),
    CHECK ((host IS NULL) = (port IS NULL)),
    CHECK ((host IS NULL) = (user_name IS NULL)),
    CHECK ((host IS NULL) = (authentication IS NULL)),
    CHECK ((host_key IS NULL) = (host_key_algorithm IS NULL)),
    CHECK (host_key IS NULL OR host IS NOT NULL),
    CHECK (sealed_password IS NULL OR authentication IS NOT DISTINCT FROM 'PASSWORD')
);
CREATE UNIQUE INDEX backup_destination_name ON node.backup_destination (name);

-- The vault's own SSH key pair.
CREATE TABLE node.backup_key_pair (
    one                boolean PRIMARY KEY DEFAULT true CHECK (one),
    public_key         text  NOT NULL,
    sealed_private_key bytea NOT NULL
);

-- destination_id may be that of the built-in one, which has no row: no foreign key.
CREATE TABLE node.backup_schedule (
    id             uuid PRIMARY KEY,
    name           text        NOT NULL,
    destination_id uuid        NOT NULL,
    start_at       timestamptz NOT NULL,
    period_seconds bigint      CHECK (period_seconds > 0),
    incrementals   integer     NOT NULL CHECK (incrementals >= 0),
    keep_count     integer     CHECK (keep_count > 0),
    keep_days      integer     CHECK (keep_days > 0),
    paused         boolean     NOT NULL,
    next_run       timestamptz,
    failures       integer     NOT NULL CHECK (failures >= 0)
);
CREATE UNIQUE INDEX backup_schedule_name ON node.backup_schedule (name);
CREATE INDEX backup_schedule_due ON node.backup_schedule (next_run) WHERE next_run IS NOT NULL AND NOT paused;

-- A schedule's runs stay when it is deleted: no foreign key.
CREATE TABLE node.backup_run (
    id             uuid PRIMARY KEY,
    schedule_id    uuid,
    schedule_name  text        NOT NULL,
    run_index      integer     NOT NULL CHECK (run_index > 0),
    type           text        NOT NULL CHECK (type IN ('FULL', 'INCREMENTAL')),
    status         text        NOT NULL CHECK (status IN ('ONGOING', 'DONE', 'FAILED', 'EXPIRED')),
    destination_id uuid        NOT NULL,
    scheduled_at   timestamptz NOT NULL,
    started_at     timestamptz NOT NULL,
    finished_at    timestamptz,
    claimed_until  timestamptz NOT NULL,
    file           text,
    base_id        uuid REFERENCES node.backup_run (id),
    snapshot       text,
    system         text,
    sha256         bytea,
    bytes          bigint      NOT NULL CHECK (bytes >= 0),
    objects        bigint      NOT NULL CHECK (objects >= 0),
    error          text,
    error_detail   text,
    proved_at      timestamptz,
    CHECK ((type = 'INCREMENTAL') = (base_id IS NOT NULL)),
    CHECK ((status = 'ONGOING') = (finished_at IS NULL))
);
CREATE UNIQUE INDEX backup_run_index ON node.backup_run (schedule_id, run_index);
CREATE INDEX backup_run_started ON node.backup_run (started_at DESC, id DESC);
CREATE INDEX backup_run_base ON node.backup_run (base_id) WHERE base_id IS NOT NULL;
-- Of two who begin a run at the same moment one fails.
CREATE UNIQUE INDEX backup_run_ongoing ON node.backup_run (status) WHERE status = 'ONGOING';

-- New after each restore: the rows in force then are not those that followed the snapshots before.
CREATE TABLE node.backup_lineage (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    id  uuid NOT NULL
);
INSERT INTO node.backup_lineage (id) VALUES (gen_random_uuid());

-- Within one value transaction identifiers are never given twice: a snapshot of the past can be
-- compared with rows of today. Another cluster, another database or, after a recovery to a point in
-- time or a failover, another timeline has another value.
CREATE FUNCTION node.backup_system() RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    lineage text := (SELECT id FROM node.backup_lineage);
BEGIN
    RETURN concat_ws('/', lineage,
        (SELECT system_identifier FROM pg_control_system()),
        (SELECT oid FROM pg_database WHERE datname = current_database()),
        left(pg_walfile_name(pg_current_wal_insert_lsn()), 8));
EXCEPTION WHEN feature_not_supported OR insufficient_privilege THEN
    -- Some who run PostgreSQL for others do not let one ask.
    RETURN lineage;
END $$;

-- node: operations ----------------------------------------------------------------------------------

ALTER TABLE node.root_of_trust
    DROP CONSTRAINT root_of_trust_state_check,
    DROP CONSTRAINT root_of_trust_check,
    DROP CONSTRAINT root_of_trust_check1;
-- What protected the wallet before a restore stays in the row while it is under way: a key, or none.
ALTER TABLE node.root_of_trust
    ADD CHECK (state IN ('NOT_INSTALLED', 'PASSPHRASE_PROTECTED', 'INITIALIZING', 'HSM_PROTECTED', 'REVERSE_MIGRATING', 'RESTORING')),
    ADD CHECK ((state IN ('INITIALIZING', 'REVERSE_MIGRATING', 'RESTORING')) = (operation_id IS NOT NULL)),
    ADD CHECK (state = 'RESTORING' OR (state IN ('HSM_PROTECTED', 'REVERSE_MIGRATING')) = (key_number IS NOT NULL));

ALTER TABLE node.operation DROP CONSTRAINT operation_kind_check,
    ADD CHECK (kind IN ('POST_INSTALL', 'INITIALIZE', 'SET_CREDENTIAL', 'REVERSE_MIGRATE', 'ROTATE_MASTER_KEY', 'RESTORE'));
