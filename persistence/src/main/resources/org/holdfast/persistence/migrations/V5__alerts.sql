-- Alerts, how they are told, and what a Root of Trust key was like when it was made. All of it is a
-- node's own.

CREATE TABLE node.alert (
    id              uuid PRIMARY KEY,
    node_id         uuid        NOT NULL,
    kind            text        NOT NULL,
    severity        text        NOT NULL CHECK (severity IN ('CRITICAL', 'WARNING')),
    subject         text        NOT NULL,
    code            text        NOT NULL,
    detail          text        NOT NULL,
    since           timestamptz NOT NULL,
    acknowledged_by text,
    acknowledged_at timestamptz,
    note            text,
    cleared_at      timestamptz,
    CHECK ((acknowledged_by IS NULL) = (acknowledged_at IS NULL)),
    CHECK ((acknowledged_by IS NULL) = (note IS NULL))
);
CREATE INDEX alert_since ON node.alert (since DESC, id DESC);
CREATE INDEX alert_open ON node.alert (node_id, since) WHERE cleared_at IS NULL;

CREATE TABLE node.alert_settings (
    node_id          uuid PRIMARY KEY,
    revision         uuid    NOT NULL,
    interval_seconds integer NOT NULL CHECK (interval_seconds > 0),
    certificate_days integer NOT NULL CHECK (certificate_days > 0),
    disk_percent     integer NOT NULL CHECK (disk_percent BETWEEN 1 AND 99),
    backup_hours     integer NOT NULL CHECK (backup_hours > 0),
    free_sessions    integer NOT NULL CHECK (free_sessions >= 0),
    kinds_off        text[]  NOT NULL,
    receivers        text[]  NOT NULL
);

-- The password opens with this node's key file alone.
CREATE TABLE node.mail_settings (
    node_id         uuid PRIMARY KEY,
    revision        uuid    NOT NULL,
    host            text    NOT NULL,
    port            integer NOT NULL CHECK (port BETWEEN 1 AND 65535),
    security        text    NOT NULL CHECK (security IN ('NONE', 'STARTTLS', 'TLS')),
    user_name       text,
    sealed_password bytea,
    sender          text    NOT NULL,
    authority       text,
    CHECK (sealed_password IS NULL OR user_name IS NOT NULL)
);

CREATE TABLE node.root_passport (
    node_id           uuid        NOT NULL,
    vendor_id         text        NOT NULL,
    token_serial      text        NOT NULL,
    key_number        integer     NOT NULL CHECK (key_number > 0),
    check_value       bytea       NOT NULL,
    sensitive         boolean     NOT NULL,
    always_sensitive  boolean     NOT NULL,
    extractable       boolean     NOT NULL,
    never_extractable boolean     NOT NULL,
    local             boolean     NOT NULL,
    private_object    boolean     NOT NULL,
    token_object      boolean     NOT NULL,
    bits              integer     NOT NULL,
    firmware          text        NOT NULL,
    mechanisms        text[]      NOT NULL,
    made_at           timestamptz NOT NULL,
    PRIMARY KEY (node_id, vendor_id, token_serial, key_number, check_value)
);
