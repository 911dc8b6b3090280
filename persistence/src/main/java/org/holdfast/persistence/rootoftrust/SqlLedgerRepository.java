package org.holdfast.persistence.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.domain.object.HsmHolder;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.rootoftrust.FormerKey;
import org.holdfast.domain.rootoftrust.OrphanKey;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.ledger.LedgerFacts;
import org.holdfast.domain.rootoftrust.ledger.LedgerFacts.Former;
import org.holdfast.domain.rootoftrust.ledger.LedgerFacts.Orphan;
import org.holdfast.domain.rootoftrust.ledger.LedgerRepository;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.persistence.sql.Rows;
import org.holdfast.persistence.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Counts what needs keys, and keeps account of Root of Trust keys that are destroyed. */
@ApplicationScoped
class SqlLedgerRepository implements LedgerRepository {

  /** A backup that is under way is done later than anything that is there now. */
  private static final Instant FAR_AHEAD = Instant.parse("9999-12-31T00:00:00Z");

  private static final String DATA_KEYS =
      """
      SELECT master_key_id, count(*) AS number FROM node.data_key_current
      WHERE master_key_id IS NOT NULL GROUP BY master_key_id
      """;

  private static final String BACKUPS =
      """
      SELECT k.master_key_id, k.key_number, k.check_value, count(DISTINCT r.id) AS number
      FROM node.backup_key k JOIN node.backup_run r ON r.id = k.run_id
      WHERE r.status IN ('DONE', 'ONGOING')
      GROUP BY k.master_key_id, k.key_number, k.check_value
      """;

  private static final String BACKUPS_OF_UNKNOWN_NEEDS =
      """
      SELECT coalesce(r.finished_at, ?) AS done_at FROM node.backup_run r
      WHERE r.status IN ('DONE', 'ONGOING')
          AND NOT EXISTS (SELECT FROM node.backup_key k WHERE k.run_id = r.id)
      """;

  /**
   * A checkpoint vouches for its chain from the beginning up to its position. So those of a key out
   * of force are needed only past the newest one of a key in force; and of that, the newest one.
   */
  private static final String CHECKPOINTS =
      """
      WITH newest AS (
          SELECT node_id, master_key_id, key_number, check_value, max(position) AS top,
              coalesce(master_key_id = ?, false)
                  OR coalesce((key_number, check_value) IN
                      (SELECT * FROM unnest(?::integer[], ?::bytea[])), false) AS in_force
          FROM vault.audit_checkpoint
          GROUP BY node_id, master_key_id, key_number, check_value),
      vouched AS (SELECT node_id, max(top) AS top FROM newest WHERE in_force GROUP BY node_id)
      SELECT n.master_key_id, n.key_number, n.check_value,
          sum(CASE WHEN n.in_force THEN 1 ELSE
              (SELECT count(*) FROM vault.audit_checkpoint c
               WHERE c.node_id = n.node_id AND c.position > coalesce(v.top, 0)
                   AND c.master_key_id IS NOT DISTINCT FROM n.master_key_id
                   AND c.key_number IS NOT DISTINCT FROM n.key_number
                   AND c.check_value IS NOT DISTINCT FROM n.check_value) END) AS number
      FROM newest n LEFT JOIN vouched v USING (node_id)
      WHERE n.top > coalesce(v.top, 0) OR n.in_force AND n.top = v.top
      GROUP BY n.master_key_id, n.key_number, n.check_value
      """;

  /** The same key may have gone out of force twice: all its rows are about it. */
  private static final String DESTROYING =
      """
      UPDATE node.former_root_key SET destroyed_by = ?
      WHERE node_id = ? AND token_serial = ? AND key_number = ? AND check_value = ?
          AND destroyed_at IS NULL
      """;

  @Inject private Sql sql;
  @Inject private NodeIdentity node;
  @Inject private SecurityObjectRepository objects;

  @Override
  public LedgerFacts count(@Nullable UUID masterKey, Set<HsmHolder> rootKeys) {
    Counts dataKeys = new Counts();
    sql.list(
        DATA_KEYS,
        p -> {},
        row -> dataKeys.byMasterKey.put(Rows.id(row, "master_key_id"), row.getLong("number")));
    Counts backups = counts(BACKUPS, p -> {});
    List<HsmHolder> inForce = List.copyOf(rootKeys);
    Counts checkpoints =
        counts(
            CHECKPOINTS,
            p ->
                p.add(masterKey)
                    .array("integer", inForce.stream().map(key -> key.key().number()).toArray())
                    .array(
                        "bytea",
                        inForce.stream()
                            .map(key -> key.checkValue().toByteArray())
                            .toArray(byte[][]::new)));
    return new LedgerFacts(
        dataKeys.byMasterKey,
        objects.heldByHsm(),
        backups.byMasterKey,
        backups.byRootKey,
        sql.list(BACKUPS_OF_UNKNOWN_NEEDS, p -> p.add(FAR_AHEAD), row -> Rows.time(row, "done_at")),
        checkpoints.byMasterKey,
        checkpoints.byRootKey);
  }

  /** Numbers by the key that they are about. */
  private static final class Counts {
    private final Map<UUID, Long> byMasterKey = new HashMap<>();
    private final Map<HsmHolder, Long> byRootKey = new HashMap<>();

    private void add(ResultSet row) throws SQLException {
      UUID masterKey = row.getObject("master_key_id", UUID.class);
      if (masterKey != null) {
        byMasterKey.put(masterKey, row.getLong("number"));
      } else {
        byRootKey.put(
            new HsmHolder(new KeyRef(row.getInt("key_number")), Rows.bytes(row, "check_value")),
            row.getLong("number"));
      }
    }
  }

  private Counts counts(String query, Sql.Binder binder) {
    Counts counts = new Counts();
    sql.list(
        query,
        binder,
        row -> {
          counts.add(row);
          return true;
        });
    return counts;
  }

  @Override
  public List<Former> former() {
    return sql.list(
        """
        SELECT name, vendor_id, token_label, token_serial, key_number, check_value, reason,
            recorded_at
        FROM node.former_root_key WHERE node_id = ? AND destroyed_at IS NULL
        ORDER BY recorded_at DESC, operation_id DESC, name
        """,
        p -> p.add(node.id()),
        row ->
            new Former(
                row.getString("name"),
                root(row),
                Rows.constant(row, "reason", FormerKey.Reason.class),
                Rows.time(row, "recorded_at")));
  }

  @Override
  public List<Orphan> orphans() {
    return sql.list(
        """
        SELECT operation_id, vendor_id, token_label, key_number, recorded_at FROM node.orphan_key
        WHERE node_id = ? AND destroyed_at IS NULL ORDER BY operation_id
        """,
        p -> p.add(node.id()),
        row ->
            new Orphan(
                new OrphanKey(
                    Rows.id(row, "operation_id"),
                    row.getString("vendor_id"),
                    row.getString("token_label"),
                    new KeyRef(row.getInt("key_number"))),
                Rows.time(row, "recorded_at")));
  }

  @Override
  public void destroying(RootOfTrust root, UUID operation) {
    Bytes checkValue = root.checkValue();
    sql.update(
        DESTROYING,
        p ->
            p.add(operation)
                .add(node.id())
                .add(root.tokenSerial())
                .add(root.key().number())
                .add(checkValue));
  }

  @Override
  public List<RootOfTrust> beingDestroyed(UUID operation) {
    return sql.list(
        """
        SELECT vendor_id, token_label, token_serial, key_number, check_value
        FROM node.former_root_key WHERE destroyed_by = ? AND destroyed_at IS NULL
        """,
        p -> p.add(operation),
        SqlLedgerRepository::root);
  }

  @Override
  public void destroyed(UUID operation, Instant at) {
    sql.update(
        "UPDATE node.former_root_key SET destroyed_at = ? WHERE destroyed_by = ?",
        p -> p.add(at).add(operation));
  }

  private static RootOfTrust root(ResultSet row) throws SQLException {
    return new RootOfTrust(
        row.getString("vendor_id"),
        row.getString("token_label"),
        row.getString("token_serial"),
        new KeyRef(row.getInt("key_number")),
        Rows.bytes(row, "check_value"));
  }
}
