-- Security objects of every type, in virtual wallets, under the master key or held by the HSM.

ALTER TABLE vault.security_object DISABLE TRIGGER insert_only;
ALTER TABLE vault.security_object
    ADD COLUMN owner_id    uuid,
    ADD COLUMN extractable boolean NOT NULL DEFAULT true;
UPDATE vault.security_object o SET owner_id =
    coalesce((SELECT u.id FROM vault.console_user u WHERE u.name = o.created_by ORDER BY u.id LIMIT 1), '00000000-0000-0000-0000-000000000000');
ALTER TABLE vault.security_object ALTER COLUMN owner_id SET NOT NULL;
ALTER TABLE vault.security_object ENABLE TRIGGER insert_only;

ALTER TABLE vault.object_version ADD COLUMN digest bytea;

-- Why it was revoked, and since when it may be compromised.
ALTER TABLE vault.object_state
    ADD COLUMN reason      text,
    ADD COLUMN message     text,
    ADD COLUMN occurred_at timestamptz;

-- A data key is under a master key, or under the Root of Trust key with that number.
ALTER TABLE vault.data_key
    ALTER COLUMN master_key_id DROP NOT NULL,
    ADD COLUMN key_number  integer,
    ADD COLUMN check_value bytea,
    ADD COLUMN mechanism   text,
    ADD CHECK ((master_key_id IS NULL) <> (key_number IS NULL)),
    ADD CHECK ((key_number IS NULL) = (check_value IS NULL)),
    ADD CHECK ((key_number IS NULL) = (mechanism IS NULL));

CREATE TABLE vault.wallet_object (
    id         uuid PRIMARY KEY,
    wallet_id  uuid        NOT NULL,
    object_id  uuid        NOT NULL,
    member     boolean     NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    node_id    uuid        NOT NULL
);
CREATE INDEX wallet_object_object ON vault.wallet_object (object_id, wallet_id, id DESC);
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE ON vault.wallet_object FOR EACH ROW EXECUTE FUNCTION vault.refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON vault.wallet_object EXECUTE FUNCTION vault.refuse_change();

-- node: projections -------------------------------------------------------------------------------
-- What this node writes it projects itself, once a change and not once a row; the triggers are for
-- rows that arrive by replication. Both end in the same function, which computes from vault rows
-- alone.

CREATE TABLE node.wallet_object_current (
    wallet_id uuid NOT NULL,
    object_id uuid NOT NULL,
    PRIMARY KEY (wallet_id, object_id)
);

DROP TRIGGER project ON vault.object_attribute;
DROP TRIGGER project ON vault.object_version;
DROP TRIGGER project ON vault.object_state;
DROP TRIGGER project ON vault.data_key;
DROP FUNCTION node.project_object();
DROP FUNCTION node.project_data_key();
DROP INDEX node.object_current_created;
DROP INDEX node.object_current_name;

ALTER TABLE node.object_current
    ADD COLUMN owner_id        uuid,
    ADD COLUMN extractable     boolean,
    ADD COLUMN attributes      jsonb,
    ADD COLUMN activation_at   timestamptz,
    ADD COLUMN deactivation_at timestamptz,
    ADD COLUMN expires_at      timestamptz,
    ADD COLUMN rotate_at       timestamptz,
    ADD COLUMN wallets         uuid[],
    ADD COLUMN revision        uuid;

ALTER TABLE node.data_key_current
    ALTER COLUMN master_key_id DROP NOT NULL,
    ADD COLUMN key_number integer;
CREATE INDEX data_key_current_key_number ON node.data_key_current (key_number) WHERE key_number IS NOT NULL;

-- The object as its newest rows have it; nothing until all parts of it are there. A name that a
-- living object has already, which only replication can bring, gets the identifier behind it.
CREATE FUNCTION node.project_object(changed uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    now_is node.object_current;
BEGIN
    -- Whoever changes the same object waits here, and then sees what was changed.
    PERFORM FROM node.object_current WHERE object_id = changed FOR UPDATE;
    SELECT o.id, n.value, o.type, o.algorithm, v.bits, v.version, v.id, s.state, s.created_at, o.created_at, o.created_by,
           o.owner_id, o.extractable, coalesce(a.attributes, '{}'),
           (a.attributes ->> 'activation-date')::timestamptz,
           (a.attributes ->> 'deactivation-date')::timestamptz,
           least((a.attributes ->> 'cert.not-after')::timestamptz, (a.attributes ->> 'deactivation-date')::timestamptz),
           v.created_at + make_interval(hours => 24 * (a.attributes ->> 'rotation-days')::integer),
           coalesce(w.wallets, '{}'),
           greatest(n.id, v.id, s.id, a.newest, w.newest)
    INTO now_is
    FROM vault.security_object o
    CROSS JOIN LATERAL (SELECT id, value FROM vault.object_attribute WHERE object_id = o.id AND name = 'name' ORDER BY id DESC LIMIT 1) n
    CROSS JOIN LATERAL (SELECT id, version, bits, created_at FROM vault.object_version WHERE object_id = o.id ORDER BY version DESC, id DESC LIMIT 1) v
    CROSS JOIN LATERAL (SELECT id, state, created_at FROM vault.object_state WHERE object_id = o.id ORDER BY id DESC LIMIT 1) s
    CROSS JOIN LATERAL (
        SELECT jsonb_object_agg(name, value) FILTER (WHERE value IS NOT NULL) AS attributes, (array_agg(id ORDER BY id DESC))[1] AS newest
        FROM (SELECT DISTINCT ON (name) id, name, value FROM vault.object_attribute
              WHERE object_id = o.id AND name <> 'name' ORDER BY name, id DESC) newest_of_each) a
    CROSS JOIN LATERAL (
        SELECT array_agg(wallet_id ORDER BY wallet_id) FILTER (WHERE member) AS wallets, (array_agg(id ORDER BY id DESC))[1] AS newest
        FROM (SELECT DISTINCT ON (wallet_id) id, wallet_id, member FROM vault.wallet_object
              WHERE object_id = o.id ORDER BY wallet_id, id DESC) newest_of_each) w
    WHERE o.id = changed;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF current_setting('session_replication_role') = 'replica'
       AND now_is.state NOT IN ('DESTROYED', 'DESTROYED_COMPROMISED')
       AND EXISTS (SELECT FROM node.object_current
                   WHERE name = now_is.name AND object_id <> changed AND state NOT IN ('DESTROYED', 'DESTROYED_COMPROMISED')) THEN
        now_is.name := now_is.name || ' [' || changed || ']';
    END IF;
    INSERT INTO node.object_current SELECT now_is.*
    ON CONFLICT (object_id) DO UPDATE SET
        name = excluded.name, bits = excluded.bits, version = excluded.version, version_id = excluded.version_id,
        state = excluded.state, state_since = excluded.state_since, attributes = excluded.attributes,
        activation_at = excluded.activation_at, deactivation_at = excluded.deactivation_at, expires_at = excluded.expires_at,
        rotate_at = excluded.rotate_at, wallets = excluded.wallets, revision = excluded.revision;
    DELETE FROM node.wallet_object_current WHERE object_id = changed AND wallet_id <> ALL (now_is.wallets);
    INSERT INTO node.wallet_object_current SELECT unnest(now_is.wallets), changed ON CONFLICT DO NOTHING;
END $$;

-- Which data key counts for a version: the newest; none once its object is destroyed.
CREATE FUNCTION node.project_data_key(changed uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO node.data_key_current
    SELECT version_id, id, master_key_id, key_number FROM vault.data_key
    WHERE version_id = changed AND wrapped <> ''::bytea ORDER BY id DESC LIMIT 1
    ON CONFLICT (version_id) DO UPDATE SET
        data_key_id = excluded.data_key_id, master_key_id = excluded.master_key_id, key_number = excluded.key_number;
    IF NOT FOUND THEN
        DELETE FROM node.data_key_current WHERE version_id = changed;
    END IF;
END $$;

SELECT node.project_object(id) FROM vault.security_object;

ALTER TABLE node.object_current
    ALTER COLUMN owner_id SET NOT NULL,
    ALTER COLUMN extractable SET NOT NULL,
    ALTER COLUMN attributes SET NOT NULL,
    ALTER COLUMN wallets SET NOT NULL,
    ALTER COLUMN revision SET NOT NULL;
CREATE UNIQUE INDEX object_current_name ON node.object_current (name) WHERE state NOT IN ('DESTROYED', 'DESTROYED_COMPROMISED');
CREATE INDEX object_current_owner ON node.object_current (owner_id, object_id DESC);
CREATE INDEX object_current_attributes ON node.object_current USING gin (attributes jsonb_path_ops) WHERE attributes <> '{}';
CREATE INDEX object_current_expiry ON node.object_current (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX object_current_activation ON node.object_current (activation_at) WHERE state = 'PRE_ACTIVE' AND activation_at IS NOT NULL;
CREATE INDEX object_current_deactivation ON node.object_current (deactivation_at) WHERE state = 'ACTIVE' AND deactivation_at IS NOT NULL;
CREATE INDEX object_current_rotation ON node.object_current (rotate_at) WHERE state = 'ACTIVE' AND rotate_at IS NOT NULL;

CREATE FUNCTION node.project_replicated_object() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM node.project_object(NEW.object_id);
    RETURN NULL;
END $$;
CREATE FUNCTION node.project_replicated_data_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM node.project_data_key(NEW.version_id);
    RETURN NULL;
END $$;
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['object_attribute', 'object_version', 'object_state', 'wallet_object'] LOOP
        EXECUTE format('CREATE TRIGGER project AFTER INSERT ON vault.%I FOR EACH ROW EXECUTE FUNCTION node.project_replicated_object()', name);
        EXECUTE format('ALTER TABLE vault.%I ENABLE REPLICA TRIGGER project', name);
    END LOOP;
    CREATE TRIGGER project AFTER INSERT OR UPDATE ON vault.data_key FOR EACH ROW EXECUTE FUNCTION node.project_replicated_data_key();
    ALTER TABLE vault.data_key ENABLE REPLICA TRIGGER project;
END $$;

-- node: requests that are not to be done twice ------------------------------------------------------

CREATE TABLE node.idempotent_request (
    key_digest bytea PRIMARY KEY,
    request    bytea       NOT NULL,
    objects    uuid[]      NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX idempotent_request_created ON node.idempotent_request (created_at);

-- node: warnings that were given --------------------------------------------------------------------

CREATE TABLE node.expiry_warning (
    subject  uuid        NOT NULL,
    ends_at  timestamptz NOT NULL,
    days     integer     NOT NULL,
    given_at timestamptz NOT NULL,
    PRIMARY KEY (subject, ends_at, days)
);

-- node: operations ----------------------------------------------------------------------------------

ALTER TABLE node.operation DROP CONSTRAINT operation_kind_check,
    ADD CHECK (kind IN ('POST_INSTALL', 'INITIALIZE', 'SET_CREDENTIAL', 'REVERSE_MIGRATE', 'ROTATE_MASTER_KEY'));
