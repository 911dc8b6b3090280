-- Who closed this node's vault, and why. It stays closed while a row has not been opened again.
CREATE TABLE node.vault_closure (
    id        uuid PRIMARY KEY,
    node_id   uuid        NOT NULL,
    closed_by text        NOT NULL,
    reason    text        NOT NULL,
    closed_at timestamptz NOT NULL,
    opened_by text,
    opened_at timestamptz,
    CHECK ((opened_by IS NULL) = (opened_at IS NULL))
);
CREATE INDEX vault_closure_in_force ON node.vault_closure (node_id, id) WHERE opened_at IS NULL;

-- Which kinds of operations there are is said once, in the program.
ALTER TABLE node.operation DROP CONSTRAINT IF EXISTS operation_kind_check;
ALTER TABLE node.operation ADD CONSTRAINT operation_kind_check CHECK (kind ~ '^[A-Z_]+$');
