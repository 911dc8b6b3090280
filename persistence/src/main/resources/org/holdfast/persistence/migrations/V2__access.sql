-- Endpoints, endpoint groups, virtual wallets and the grants on them, as ADR 0010 has it: vault rows
-- are inserted, not changed; the newest row counts; node keeps projections of them.

-- vault --------------------------------------------------------------------------------------

-- A person with no office in the vault.
ALTER TABLE vault.console_user DROP CONSTRAINT console_user_role_check;
ALTER TABLE vault.console_user ADD CONSTRAINT console_user_role_check
    CHECK (role IN ('SYSTEM_ADMINISTRATOR', 'KEY_ADMINISTRATOR', 'AUDIT_MANAGER', 'USER'));

CREATE TABLE vault.endpoint (
    id         uuid PRIMARY KEY,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    node_id    uuid        NOT NULL
);

-- default_wallet_id points to a row that may arrive later: no foreign key.
CREATE TABLE vault.endpoint_change (
    id                uuid PRIMARY KEY,
    endpoint_id       uuid        NOT NULL REFERENCES vault.endpoint (id),
    state             text        NOT NULL CHECK (state IN ('REGISTERED', 'ENROLLED', 'SUSPENDED', 'DELETED')),
    description       text        NOT NULL,
    default_wallet_id uuid,
    created_at        timestamptz NOT NULL,
    created_by        text        NOT NULL,
    node_id           uuid        NOT NULL
);
CREATE INDEX endpoint_change_endpoint ON vault.endpoint_change (endpoint_id, id DESC);

-- Of an endpoint's tokens the newest alone is good. The token itself is kept nowhere.
CREATE TABLE vault.enrolment_token (
    id          uuid PRIMARY KEY,
    endpoint_id uuid        NOT NULL REFERENCES vault.endpoint (id),
    digest      bytea       NOT NULL,
    expires_at  timestamptz NOT NULL,
    created_at  timestamptz NOT NULL,
    created_by  text        NOT NULL,
    node_id     uuid        NOT NULL
);
CREATE INDEX enrolment_token_digest ON vault.enrolment_token (digest);
CREATE INDEX enrolment_token_endpoint ON vault.enrolment_token (endpoint_id, id DESC);

-- The key is that of the token it was given for: a token cannot be used twice.
CREATE TABLE vault.endpoint_certificate (
    id          uuid PRIMARY KEY REFERENCES vault.enrolment_token (id),
    endpoint_id uuid        NOT NULL REFERENCES vault.endpoint (id),
    serial      text        NOT NULL,
    fingerprint bytea       NOT NULL,
    certificate bytea       NOT NULL,
    not_before  timestamptz NOT NULL,
    not_after   timestamptz NOT NULL,
    created_at  timestamptz NOT NULL,
    created_by  text        NOT NULL,
    node_id     uuid        NOT NULL
);
CREATE INDEX endpoint_certificate_endpoint ON vault.endpoint_certificate (endpoint_id, id DESC);

-- The oldest row of a certificate counts: a revocation is never taken back.
CREATE TABLE vault.certificate_revocation (
    id             uuid PRIMARY KEY,
    certificate_id uuid        NOT NULL REFERENCES vault.endpoint_certificate (id),
    reason         text        NOT NULL,
    created_at     timestamptz NOT NULL,
    created_by     text        NOT NULL,
    node_id        uuid        NOT NULL
);
CREATE INDEX certificate_revocation_certificate ON vault.certificate_revocation (certificate_id, id);

CREATE TABLE vault.endpoint_group (
    id         uuid PRIMARY KEY,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    node_id    uuid        NOT NULL
);

CREATE TABLE vault.endpoint_group_change (
    id          uuid PRIMARY KEY,
    group_id    uuid        NOT NULL REFERENCES vault.endpoint_group (id),
    name        text        NOT NULL,
    description text        NOT NULL,
    deleted     boolean     NOT NULL,
    created_at  timestamptz NOT NULL,
    created_by  text        NOT NULL,
    node_id     uuid        NOT NULL
);
CREATE INDEX endpoint_group_change_group ON vault.endpoint_group_change (group_id, id DESC);

CREATE TABLE vault.group_member (
    id          uuid PRIMARY KEY,
    group_id    uuid        NOT NULL REFERENCES vault.endpoint_group (id),
    endpoint_id uuid        NOT NULL REFERENCES vault.endpoint (id),
    member      boolean     NOT NULL,
    created_at  timestamptz NOT NULL,
    created_by  text        NOT NULL,
    node_id     uuid        NOT NULL
);
CREATE INDEX group_member_pair ON vault.group_member (group_id, endpoint_id, id DESC);

CREATE TABLE vault.virtual_wallet (
    id         uuid PRIMARY KEY,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    node_id    uuid        NOT NULL
);

CREATE TABLE vault.virtual_wallet_change (
    id          uuid PRIMARY KEY,
    wallet_id   uuid        NOT NULL REFERENCES vault.virtual_wallet (id),
    name        text        NOT NULL,
    description text        NOT NULL,
    protection  text        NOT NULL CHECK (protection IN ('MASTER_KEY', 'HSM')),
    deleted     boolean     NOT NULL,
    created_at  timestamptz NOT NULL,
    created_by  text        NOT NULL,
    node_id     uuid        NOT NULL
);
CREATE INDEX virtual_wallet_change_wallet ON vault.virtual_wallet_change (wallet_id, id DESC);

-- A null level takes the access away.
CREATE TABLE vault.wallet_grant (
    id           uuid PRIMARY KEY,
    wallet_id    uuid        NOT NULL REFERENCES vault.virtual_wallet (id),
    grantee_kind text        NOT NULL CHECK (grantee_kind IN ('USER', 'ENDPOINT', 'GROUP')),
    grantee_id   uuid        NOT NULL,
    level        text        CHECK (level IN ('READ_ONLY', 'READ_AND_MODIFY', 'MANAGE')),
    created_at   timestamptz NOT NULL,
    created_by   text        NOT NULL,
    node_id      uuid        NOT NULL
);
CREATE INDEX wallet_grant_pair ON vault.wallet_grant (wallet_id, grantee_kind, grantee_id, id DESC);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['endpoint', 'endpoint_change', 'enrolment_token', 'endpoint_certificate', 'certificate_revocation', 'endpoint_group',
                                'endpoint_group_change', 'group_member', 'virtual_wallet', 'virtual_wallet_change', 'wallet_grant'] LOOP
        EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE ON vault.%I FOR EACH ROW EXECUTE FUNCTION vault.refuse_change()', name);
        EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON vault.%I EXECUTE FUNCTION vault.refuse_change()', name);
    END LOOP;
END $$;

-- node: the epoch of the access tables ----------------------------------------------------------

-- What was read of the access tables under another value may be out of date. The values come from
-- a sequence, which a rolled back transaction does not give back: no value ever means two states.
CREATE SEQUENCE node.access_epoch_value;
CREATE TABLE node.access_epoch (
    one   boolean PRIMARY KEY DEFAULT true CHECK (one),
    value bigint NOT NULL
);
INSERT INTO node.access_epoch (value) VALUES (nextval('node.access_epoch_value'));

CREATE FUNCTION node.move_access_epoch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE node.access_epoch SET value = nextval('node.access_epoch_value');
    RETURN NEW;
END $$;

-- For each row, as replication fires no triggers for statements. Before the insert, so that whoever
-- changes access holds the epoch's row first and two that change the same do not wait in a circle.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['console_user', 'endpoint_change', 'endpoint_certificate', 'certificate_revocation', 'endpoint_group_change',
                                'group_member', 'virtual_wallet_change', 'wallet_grant'] LOOP
        EXECUTE format('CREATE TRIGGER epoch BEFORE INSERT ON vault.%I FOR EACH ROW EXECUTE FUNCTION node.move_access_epoch()', name);
        EXECUTE format('ALTER TABLE vault.%I ENABLE ALWAYS TRIGGER epoch', name);
    END LOOP;
END $$;

-- node: projections -----------------------------------------------------------------------------

-- given_name is the name in the vault rows; name is what people see. Among the living it is unique,
-- so that of two who take a name at the same moment one fails.
CREATE TABLE node.endpoint_current (
    id                uuid PRIMARY KEY,
    given_name        text        NOT NULL,
    name              text        NOT NULL,
    living            boolean     NOT NULL,
    description       text        NOT NULL,
    state             text        NOT NULL,
    default_wallet_id uuid,
    certificate_id    uuid,
    revision          uuid        NOT NULL,
    created_at        timestamptz NOT NULL,
    created_by        text        NOT NULL
);
CREATE UNIQUE INDEX endpoint_current_name ON node.endpoint_current (name) WHERE living;
CREATE INDEX endpoint_current_given_name ON node.endpoint_current (given_name) WHERE living;

-- Each request of an endpoint looks its certificate's fingerprint up.
CREATE TABLE node.certificate_current (
    fingerprint bytea PRIMARY KEY,
    id          uuid        NOT NULL,
    endpoint_id uuid        NOT NULL,
    serial      text        NOT NULL,
    not_before  timestamptz NOT NULL,
    not_after   timestamptz NOT NULL,
    revoked_at  timestamptz,
    reason      text
);
CREATE INDEX certificate_current_id ON node.certificate_current (id);
CREATE INDEX certificate_current_endpoint ON node.certificate_current (endpoint_id, id DESC);
CREATE INDEX certificate_current_revoked ON node.certificate_current (not_after) WHERE revoked_at IS NOT NULL;

CREATE TABLE node.endpoint_group_current (
    id          uuid PRIMARY KEY,
    given_name  text        NOT NULL,
    name        text        NOT NULL,
    living      boolean     NOT NULL,
    description text        NOT NULL,
    revision    uuid        NOT NULL,
    created_at  timestamptz NOT NULL,
    created_by  text        NOT NULL
);
CREATE UNIQUE INDEX endpoint_group_current_name ON node.endpoint_group_current (name) WHERE living;
CREATE INDEX endpoint_group_current_given_name ON node.endpoint_group_current (given_name) WHERE living;

CREATE TABLE node.group_member_current (
    group_id    uuid NOT NULL,
    endpoint_id uuid NOT NULL,
    PRIMARY KEY (group_id, endpoint_id)
);
CREATE INDEX group_member_current_endpoint ON node.group_member_current (endpoint_id);

CREATE TABLE node.virtual_wallet_current (
    id          uuid PRIMARY KEY,
    given_name  text        NOT NULL,
    name        text        NOT NULL,
    living      boolean     NOT NULL,
    description text        NOT NULL,
    protection  text        NOT NULL,
    revision    uuid        NOT NULL,
    created_at  timestamptz NOT NULL,
    created_by  text        NOT NULL
);
CREATE UNIQUE INDEX virtual_wallet_current_name ON node.virtual_wallet_current (name) WHERE living;
CREATE INDEX virtual_wallet_current_given_name ON node.virtual_wallet_current (given_name) WHERE living;
CREATE INDEX virtual_wallet_current_hsm ON node.virtual_wallet_current (id) WHERE living AND protection = 'HSM';

CREATE TABLE node.wallet_grant_current (
    wallet_id    uuid        NOT NULL,
    grantee_kind text        NOT NULL,
    grantee_id   uuid        NOT NULL,
    level        text        NOT NULL,
    created_at   timestamptz NOT NULL,
    created_by   text        NOT NULL,
    PRIMARY KEY (wallet_id, grantee_kind, grantee_id)
);
CREATE INDEX wallet_grant_current_grantee ON node.wallet_grant_current (grantee_kind, grantee_id);

-- The name that a projected row starts with. On the node where somebody took the name, the name
-- itself, so that the unique index decides. A row that was replicated must not fail, as that would
-- stop replication: its identifier, until node.settle_names gives it a name.
CREATE FUNCTION node.first_name(given text, id uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE current_setting('session_replication_role') WHEN 'replica' THEN id::text ELSE given END
$$;

-- Gives names to the living who were given one of these names: the oldest has it as it is, the
-- others, who can only come from another node, with the end of their identifier behind it (its
-- beginning is the time, and may be the same). All nodes come to the same names.
CREATE FUNCTION node.settle_names(projection regclass, given text[], longest integer, opening text, closing text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('UPDATE %s SET name = id::text WHERE living AND given_name = ANY ($1)', projection) USING given;
    EXECUTE format('UPDATE %1$s c SET name = CASE
            WHEN EXISTS (SELECT FROM %1$s o WHERE o.living AND o.given_name = c.given_name AND o.id < c.id)
            THEN left(given_name, $2 - 8 - length($3 || $4)) || $3 || right(id::text, 8) || $4
            ELSE given_name END
        WHERE living AND given_name = ANY ($1)', projection) USING given, longest, opening, closing;
END $$;

-- Which names are to be settled after a row went from one given name to another, or ended.
CREATE FUNCTION node.unsettled_names(former text, given text, living boolean) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN current_setting('session_replication_role') = 'replica' THEN ARRAY[former, given]
        WHEN former <> given OR NOT living THEN ARRAY[former]
    END
$$;

-- As in V1, the projections are computed from vault rows alone, so that they may run again, and do
-- nothing until all parts are there.
CREATE FUNCTION node.project_endpoint(endpoint uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    former text;
    newest record;
    unsettled text[];
BEGIN
    SELECT e.id, e.name, c.state, c.description, c.default_wallet_id, c.id AS revision, e.created_at, e.created_by, c.state <> 'DELETED' AS living,
        (SELECT x.id FROM vault.endpoint_certificate x
         WHERE x.endpoint_id = e.id AND NOT EXISTS (SELECT FROM vault.certificate_revocation r WHERE r.certificate_id = x.id)
         ORDER BY x.id DESC LIMIT 1) AS certificate_id
    INTO newest
    FROM vault.endpoint e
    CROSS JOIN LATERAL (SELECT * FROM vault.endpoint_change WHERE endpoint_id = e.id ORDER BY id DESC LIMIT 1) c
    WHERE e.id = endpoint;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT given_name INTO former FROM node.endpoint_current WHERE id = endpoint;
    INSERT INTO node.endpoint_current AS p (id, given_name, name, living, description, state, default_wallet_id, certificate_id, revision, created_at, created_by)
    VALUES (newest.id, newest.name, node.first_name(newest.name, newest.id), newest.living, newest.description, newest.state, newest.default_wallet_id,
            newest.certificate_id, newest.revision, newest.created_at, newest.created_by)
    ON CONFLICT (id) DO UPDATE SET
        living = excluded.living, description = excluded.description, state = excluded.state,
        default_wallet_id = excluded.default_wallet_id, certificate_id = excluded.certificate_id, revision = excluded.revision;
    unsettled := node.unsettled_names(former, newest.name, newest.living);
    IF unsettled IS NOT NULL THEN
        PERFORM node.settle_names('node.endpoint_current', unsettled, 63, '-', '');
    END IF;
END $$;

CREATE FUNCTION node.project_endpoint_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM node.project_endpoint(NEW.endpoint_id);
    RETURN NULL;
END $$;

CREATE FUNCTION node.project_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed uuid;
    holder uuid;
BEGIN
    changed := CASE TG_TABLE_NAME WHEN 'endpoint_certificate' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'certificate_id' END;
    INSERT INTO node.certificate_current (fingerprint, id, endpoint_id, serial, not_before, not_after, revoked_at, reason)
    SELECT c.fingerprint, c.id, c.endpoint_id, c.serial, c.not_before, c.not_after, r.created_at, r.reason
    FROM vault.endpoint_certificate c
    LEFT JOIN LATERAL (SELECT created_at, reason FROM vault.certificate_revocation WHERE certificate_id = c.id ORDER BY id LIMIT 1) r ON true
    WHERE c.id = changed
    ON CONFLICT (fingerprint) DO UPDATE SET revoked_at = excluded.revoked_at, reason = excluded.reason
    RETURNING endpoint_id INTO holder;
    PERFORM node.project_endpoint(holder);
    RETURN NULL;
END $$;

CREATE FUNCTION node.project_endpoint_group() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    former text;
    newest record;
    unsettled text[];
BEGIN
    SELECT g.id, c.name, c.description, NOT c.deleted AS living, c.id AS revision, g.created_at, g.created_by
    INTO newest
    FROM vault.endpoint_group g
    CROSS JOIN LATERAL (SELECT * FROM vault.endpoint_group_change WHERE group_id = g.id ORDER BY id DESC LIMIT 1) c
    WHERE g.id = NEW.group_id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT given_name INTO former FROM node.endpoint_group_current WHERE id = NEW.group_id;
    INSERT INTO node.endpoint_group_current AS p (id, given_name, name, living, description, revision, created_at, created_by)
    VALUES (newest.id, newest.name, node.first_name(newest.name, newest.id), newest.living, newest.description, newest.revision, newest.created_at, newest.created_by)
    ON CONFLICT (id) DO UPDATE SET
        name = CASE WHEN p.given_name = excluded.given_name THEN p.name ELSE excluded.name END,
        given_name = excluded.given_name, living = excluded.living, description = excluded.description, revision = excluded.revision;
    unsettled := node.unsettled_names(former, newest.name, newest.living);
    IF unsettled IS NOT NULL THEN
        PERFORM node.settle_names('node.endpoint_group_current', unsettled, 255, ' [', ']');
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION node.project_virtual_wallet() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    former text;
    newest record;
    unsettled text[];
BEGIN
    SELECT w.id, c.name, c.description, c.protection, NOT c.deleted AS living, c.id AS revision, w.created_at, w.created_by
    INTO newest
    FROM vault.virtual_wallet w
    CROSS JOIN LATERAL (SELECT * FROM vault.virtual_wallet_change WHERE wallet_id = w.id ORDER BY id DESC LIMIT 1) c
    WHERE w.id = NEW.wallet_id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT given_name INTO former FROM node.virtual_wallet_current WHERE id = NEW.wallet_id;
    INSERT INTO node.virtual_wallet_current AS p (id, given_name, name, living, description, protection, revision, created_at, created_by)
    VALUES (newest.id, newest.name, node.first_name(newest.name, newest.id), newest.living, newest.description, newest.protection, newest.revision,
            newest.created_at, newest.created_by)
    ON CONFLICT (id) DO UPDATE SET
        name = CASE WHEN p.given_name = excluded.given_name THEN p.name ELSE excluded.name END,
        given_name = excluded.given_name, living = excluded.living, description = excluded.description,
        protection = excluded.protection, revision = excluded.revision;
    unsettled := node.unsettled_names(former, newest.name, newest.living);
    IF unsettled IS NOT NULL THEN
        PERFORM node.settle_names('node.virtual_wallet_current', unsettled, 255, ' [', ']');
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION node.project_group_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT member FROM vault.group_member WHERE group_id = NEW.group_id AND endpoint_id = NEW.endpoint_id ORDER BY id DESC LIMIT 1) THEN
        INSERT INTO node.group_member_current VALUES (NEW.group_id, NEW.endpoint_id) ON CONFLICT DO NOTHING;
    ELSE
        DELETE FROM node.group_member_current WHERE group_id = NEW.group_id AND endpoint_id = NEW.endpoint_id;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION node.project_wallet_grant() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    newest vault.wallet_grant;
BEGIN
    SELECT * INTO newest FROM vault.wallet_grant
    WHERE wallet_id = NEW.wallet_id AND grantee_kind = NEW.grantee_kind AND grantee_id = NEW.grantee_id ORDER BY id DESC LIMIT 1;
    IF newest.level IS NULL THEN
        DELETE FROM node.wallet_grant_current WHERE wallet_id = NEW.wallet_id AND grantee_kind = NEW.grantee_kind AND grantee_id = NEW.grantee_id;
    ELSE
        INSERT INTO node.wallet_grant_current VALUES (newest.wallet_id, newest.grantee_kind, newest.grantee_id, newest.level, newest.created_at, newest.created_by)
        ON CONFLICT (wallet_id, grantee_kind, grantee_id) DO UPDATE SET
            level = excluded.level, created_at = excluded.created_at, created_by = excluded.created_by;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER project AFTER INSERT ON vault.endpoint_change FOR EACH ROW EXECUTE FUNCTION node.project_endpoint_change();
CREATE TRIGGER project AFTER INSERT ON vault.endpoint_certificate FOR EACH ROW EXECUTE FUNCTION node.project_certificate();
CREATE TRIGGER project AFTER INSERT ON vault.certificate_revocation FOR EACH ROW EXECUTE FUNCTION node.project_certificate();
CREATE TRIGGER project AFTER INSERT ON vault.endpoint_group_change FOR EACH ROW EXECUTE FUNCTION node.project_endpoint_group();
CREATE TRIGGER project AFTER INSERT ON vault.group_member FOR EACH ROW EXECUTE FUNCTION node.project_group_member();
CREATE TRIGGER project AFTER INSERT ON vault.virtual_wallet_change FOR EACH ROW EXECUTE FUNCTION node.project_virtual_wallet();
CREATE TRIGGER project AFTER INSERT ON vault.wallet_grant FOR EACH ROW EXECUTE FUNCTION node.project_wallet_grant();
ALTER TABLE vault.endpoint_change ENABLE ALWAYS TRIGGER project;
ALTER TABLE vault.endpoint_certificate ENABLE ALWAYS TRIGGER project;
ALTER TABLE vault.certificate_revocation ENABLE ALWAYS TRIGGER project;
ALTER TABLE vault.endpoint_group_change ENABLE ALWAYS TRIGGER project;
ALTER TABLE vault.group_member ENABLE ALWAYS TRIGGER project;
ALTER TABLE vault.virtual_wallet_change ENABLE ALWAYS TRIGGER project;
ALTER TABLE vault.wallet_grant ENABLE ALWAYS TRIGGER project;
