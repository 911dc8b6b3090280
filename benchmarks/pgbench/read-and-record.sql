\set id random(1, 100000)
BEGIN;
SELECT material FROM bench.object WHERE id = :id;
INSERT INTO bench.trail (node_id, at, actor, operation, outcome, subject, detail)
VALUES ('00000000-0000-7000-8000-000000000001', now(), 'keyadmin', 'READ_OBJECT', 'SUCCEEDED', :id, 'a key');
COMMIT;
