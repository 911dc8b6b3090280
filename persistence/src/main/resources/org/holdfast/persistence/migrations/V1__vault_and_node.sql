-- Two schemas. vault: what all nodes share; rows are inserted, not changed, so that nodes that
-- replicate to each other never overwrite one another's work. node: what is this node's alone, and
-- projections of vault rows for reads and searches.

-- vault --------------------------------------------------------------------------------------

CREATE TABLE vault.console_user (
    id         uuid PRIMARY KEY,
    name       text        NOT NULL,
    role       text        NOT NULL CHECK (role IN ('SYSTEM_ADMINISTRATOR', 'KEY_ADMINISTRATOR', 'AUDIT_MANAGER')),
    created_at timestamptz NOT NULL,
    node_id    uuid        NOT NULL
);
CREATE INDEX console_user_name ON vault.console_user (name);

CREATE TABLE vault.user_password (
    id         uuid PRIMARY KEY,
    user_id    uuid        NOT NULL REFERENCES vault.console_user (id),
    hash       text        NOT NULL,
    created_at timestamptz NOT NULL,
    node_id    uuid        NOT NULL
);
CREATE INDEX user_password_user ON vault.user_password (user_id, id DESC);

CREATE TABLE vault.security_object (
    id         uuid PRIMARY KEY,
    type       text        NOT NULL CHECK (type IN ('CERTIFICATE', 'SYMMETRIC_KEY', 'PUBLIC_KEY', 'PRIVATE_KEY', 'SECRET_DATA', 'OPAQUE_OBJECT')),
    algorithm  text,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    node_id    uuid        NOT NULL
);

-- An attribute's value; the newest row of an object and name counts, null takes it away.
CREATE TABLE vault.object_attribute (
    id         uuid PRIMARY KEY,
    object_id  uuid        NOT NULL REFERENCES vault.security_object (id),
    name       text        NOT NULL,
    value      text,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    node_id    uuid        NOT NULL
);
CREATE INDEX object_attribute_object ON vault.object_attribute (object_id, name, id DESC);

-- The sealed material of one version; empty once the object is destroyed.
CREATE TABLE vault.object_version (
    id         uuid PRIMARY KEY,
    object_id  uuid        NOT NULL REFERENCES vault.security_object (id),
    version    integer     NOT NULL CHECK (version > 0),
    bits       integer     NOT NULL CHECK (bits > 0),
    iv         bytea       NOT NULL,
    sealed     bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    node_id    uuid        NOT NULL
);
CREATE INDEX object_version_object ON vault.object_version (object_id, version DESC);

-- A data key wrapped by a master key; re-wrapping adds a row, the newest counts.
CREATE TABLE vault.data_key (
    id            uuid PRIMARY KEY,
    version_id    uuid        NOT NULL REFERENCES vault.object_version (id),
    master_key_id uuid        NOT NULL,
    iv            bytea       NOT NULL,
    wrapped       bytea       NOT NULL,
    created_at    timestamptz NOT NULL,
    node_id       uuid        NOT NULL
);
CREATE INDEX data_key_version ON vault.data_key (version_id, id DESC);

CREATE TABLE vault.object_state (
    id         uuid PRIMARY KEY,
    object_id  uuid        NOT NULL REFERENCES vault.security_object (id),
    state      text        NOT NULL CHECK (state IN ('PRE_ACTIVE', 'ACTIVE', 'DEACTIVATED', 'COMPROMISED', 'DESTROYED', 'DESTROYED_COMPROMISED')),
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    node_id    uuid        NOT NULL
);
CREATE INDEX object_state_object ON vault.object_state (object_id, id DESC);

CREATE TABLE vault.audit_record (
    node_id   uuid        NOT NULL,
    sequence  bigint      NOT NULL,
    at        timestamptz NOT NULL,
    actor     text        NOT NULL,
    operation text        NOT NULL,
    outcome   text        NOT NULL CHECK (outcome IN ('STARTED', 'SUCCEEDED', 'FAILED', 'UNDONE')),
    subject   uuid,
    code      text,
    detail    text        NOT NULL,
    PRIMARY KEY (node_id, sequence)
);
CREATE INDEX audit_record_at ON vault.audit_record (at DESC);
CREATE INDEX audit_record_actor ON vault.audit_record (actor, at DESC);
CREATE INDEX audit_record_operation ON vault.audit_record (operation, at DESC);

CREATE FUNCTION vault.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%.% takes new rows only', TG_TABLE_SCHEMA, TG_TABLE_NAME;
END $$;

-- The one change that vault rows know: the sealed material of a destroyed object is overwritten
-- with nothing. Whatever else an UPDATE would change is refused.
CREATE FUNCTION vault.allow_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    erased record;
BEGIN
    erased := OLD;
    IF TG_TABLE_NAME = 'object_version' THEN
        erased.iv := ''::bytea;
        erased.sealed := ''::bytea;
    ELSE
        erased.iv := ''::bytea;
        erased.wrapped := ''::bytea;
    END IF;
    IF NEW IS DISTINCT FROM erased THEN
        RAISE EXCEPTION '%.% takes new rows only', TG_TABLE_SCHEMA, TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['console_user', 'user_password', 'security_object', 'object_attribute', 'object_state', 'audit_record'] LOOP
        EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE ON vault.%I FOR EACH ROW EXECUTE FUNCTION vault.refuse_change()', name);
        EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON vault.%I EXECUTE FUNCTION vault.refuse_change()', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['object_version', 'data_key'] LOOP
        EXECUTE format('CREATE TRIGGER insert_only BEFORE DELETE ON vault.%I FOR EACH ROW EXECUTE FUNCTION vault.refuse_change()', name);
        EXECUTE format('CREATE TRIGGER erase_only BEFORE UPDATE ON vault.%I FOR EACH ROW EXECUTE FUNCTION vault.allow_erasure()', name);
        EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON vault.%I EXECUTE FUNCTION vault.refuse_change()', name);
    END LOOP;
END $$;

-- node: projections -----------------------------------------------------------------------------

CREATE TABLE node.object_current (
    object_id   uuid PRIMARY KEY,
    name        text        NOT NULL,
    type        text        NOT NULL,
    algorithm   text,
    bits        integer     NOT NULL,
    version     integer     NOT NULL,
    version_id  uuid        NOT NULL,
    state       text        NOT NULL,
    state_since timestamptz NOT NULL,
    created_at  timestamptz NOT NULL,
    created_by  text        NOT NULL
);
CREATE INDEX object_current_created ON node.object_current (created_at DESC, object_id DESC);
CREATE INDEX object_current_name ON node.object_current (name);

-- The object as its newest rows have it. Computed from vault rows alone, so that it may run again,
-- for replicated rows too; does nothing until all parts of the object are there.
CREATE FUNCTION node.project_object() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO node.object_current
    SELECT o.id, n.value, o.type, o.algorithm, v.bits, v.version, v.id, s.state, s.created_at, o.created_at, o.created_by
    FROM vault.security_object o
    CROSS JOIN LATERAL (SELECT value FROM vault.object_attribute WHERE object_id = o.id AND name = 'name' ORDER BY id DESC LIMIT 1) n
    CROSS JOIN LATERAL (SELECT id, version, bits FROM vault.object_version WHERE object_id = o.id ORDER BY version DESC, id DESC LIMIT 1) v
    CROSS JOIN LATERAL (SELECT state, created_at FROM vault.object_state WHERE object_id = o.id ORDER BY id DESC LIMIT 1) s
    WHERE o.id = NEW.object_id
    ON CONFLICT (object_id) DO UPDATE SET
        name = excluded.name, bits = excluded.bits, version = excluded.version, version_id = excluded.version_id,
        state = excluded.state, state_since = excluded.state_since;
    RETURN NULL;
END $$;

CREATE TRIGGER project AFTER INSERT ON vault.object_attribute FOR EACH ROW EXECUTE FUNCTION node.project_object();
CREATE TRIGGER project AFTER INSERT ON vault.object_version FOR EACH ROW EXECUTE FUNCTION node.project_object();
CREATE TRIGGER project AFTER INSERT ON vault.object_state FOR EACH ROW EXECUTE FUNCTION node.project_object();
ALTER TABLE vault.object_attribute ENABLE ALWAYS TRIGGER project;
ALTER TABLE vault.object_version ENABLE ALWAYS TRIGGER project;
ALTER TABLE vault.object_state ENABLE ALWAYS TRIGGER project;

-- Which row of vault.data_key counts for a version, and under which master key it is.
CREATE TABLE node.data_key_current (
    version_id    uuid PRIMARY KEY,
    data_key_id   uuid NOT NULL,
    master_key_id uuid NOT NULL
);
CREATE INDEX data_key_current_master_key ON node.data_key_current (master_key_id);

CREATE FUNCTION node.project_data_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM node.data_key_current WHERE version_id = NEW.version_id;
    ELSE
        INSERT INTO node.data_key_current VALUES (NEW.version_id, NEW.id, NEW.master_key_id)
        ON CONFLICT (version_id) DO UPDATE SET data_key_id = excluded.data_key_id, master_key_id = excluded.master_key_id
        WHERE excluded.data_key_id > node.data_key_current.data_key_id;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER project AFTER INSERT OR UPDATE ON vault.data_key FOR EACH ROW EXECUTE FUNCTION node.project_data_key();
ALTER TABLE vault.data_key ENABLE ALWAYS TRIGGER project;

-- node: the Root of Trust -----------------------------------------------------------------------

CREATE TABLE node.root_of_trust (
    node_id               uuid PRIMARY KEY,
    state                 text        NOT NULL CHECK (state IN ('NOT_INSTALLED', 'PASSPHRASE_PROTECTED', 'INITIALIZING', 'HSM_PROTECTED', 'REVERSE_MIGRATING')),
    operation_id          uuid,
    vendor_id             text,
    token_label           text,
    token_serial          text,
    key_number            integer,
    check_value           bytea,
    credential_refused_at timestamptz,
    changed_at            timestamptz NOT NULL,
    CHECK ((state IN ('INITIALIZING', 'REVERSE_MIGRATING')) = (operation_id IS NOT NULL)),
    CHECK ((state IN ('HSM_PROTECTED', 'REVERSE_MIGRATING')) = (key_number IS NOT NULL))
);

CREATE TABLE node.operation (
    id          uuid PRIMARY KEY,
    node_id     uuid        NOT NULL,
    kind        text        NOT NULL CHECK (kind IN ('POST_INSTALL', 'INITIALIZE', 'SET_CREDENTIAL', 'REVERSE_MIGRATE')),
    phase       text        NOT NULL CHECK (phase IN ('INTENT', 'COMMITTED', 'DONE', 'UNDONE')),
    actor       text        NOT NULL,
    vendor_id   text,
    token_label text,
    key_number  integer,
    started_at  timestamptz NOT NULL,
    deadline    timestamptz NOT NULL
);
CREATE INDEX operation_open ON node.operation (node_id, id) WHERE phase IN ('INTENT', 'COMMITTED');

-- What moving an operation's files into place does: a digest is the new content, null removes.
CREATE TABLE node.operation_file (
    operation_id uuid NOT NULL REFERENCES node.operation (id),
    path         text NOT NULL,
    sha256       bytea,
    PRIMARY KEY (operation_id, path)
);

-- Root of Trust keys that an undone operation left on a token because the HSM was away.
CREATE TABLE node.orphan_key (
    operation_id uuid PRIMARY KEY REFERENCES node.operation (id),
    node_id      uuid        NOT NULL,
    vendor_id    text        NOT NULL,
    token_label  text,
    key_number   integer     NOT NULL,
    recorded_at  timestamptz NOT NULL,
    destroyed_at timestamptz
);
