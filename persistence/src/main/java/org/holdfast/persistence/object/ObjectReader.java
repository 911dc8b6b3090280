package org.holdfast.persistence.object;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.HsmHolder;
import org.holdfast.domain.object.LinkType;
import org.holdfast.domain.object.ObjectAttributes;
import org.holdfast.domain.object.ObjectCipher.Binding;
import org.holdfast.domain.object.ObjectCipher.SealedMaterial;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.Revocation;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository.Count;
import org.holdfast.domain.object.SecurityObjectRepository.StaleDataKey;
import org.holdfast.domain.object.SecurityObjectRepository.StateChange;
import org.holdfast.domain.object.SecurityObjectRepository.Stored;
import org.holdfast.domain.object.SecurityObjectRepository.Version;
import org.holdfast.persistence.sql.Parameters;
import org.holdfast.persistence.sql.Rows;
import org.holdfast.persistence.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Reads security objects by what identifies them. */
@ApplicationScoped
class ObjectReader {

  private static final String SELECT =
      "SELECT " + ObjectRows.OBJECT + " FROM node.object_current o ";

  private static final String STORED =
      """
      SELECT %s, %s, v.version AS version_read, v.iv, v.sealed, c.data_key_id,
          (SELECT value FROM node.access_epoch) AS epoch
      FROM node.object_current o
      JOIN vault.object_version v ON %%s
      LEFT JOIN node.data_key_current c ON c.version_id = v.id
      LEFT JOIN vault.data_key k ON k.id = c.data_key_id
      """
          .formatted(ObjectRows.OBJECT, ObjectRows.DATA_KEY);

  private static final String NEWEST = STORED.formatted("v.id = o.version_id");
  private static final String NEWEST_OF_ONE = NEWEST + "WHERE o.object_id = ?";
  private static final String NEWEST_OF_SEVERAL = NEWEST + "WHERE o.object_id = ANY (?)";
  private static final String GIVEN_OF_ONE =
      STORED.formatted("v.object_id = o.object_id AND v.version = ?") + "WHERE o.object_id = ?";

  /**
   * Of an object in a virtual wallet of the HSM's, each data key that is under a master key; of the
   * others, each that is not under the active one.
   */
  private static final String STALE =
      """
      FROM node.data_key_current c
      JOIN vault.object_version v ON v.id = c.version_id
      JOIN node.object_current p ON p.object_id = v.object_id
      CROSS JOIN LATERAL (SELECT p.wallets <> '{}' AND EXISTS (
          SELECT FROM node.virtual_wallet_current w
          WHERE w.living AND w.id = ANY (p.wallets) AND w.protection = 'HSM') AS to_hsm) h
      """;

  // A row is looked up only where the number is the same: the numbers of two tokens may be.
  private static final String NOT_WHERE_IT_SHOULD_BE =
      """
      (CASE WHEN h.to_hsm THEN c.key_number IS NULL OR ?::integer IS NOT NULL AND EXISTS (
              SELECT FROM vault.data_key d WHERE d.id = c.data_key_id
              AND (d.key_number, d.check_value) IS DISTINCT FROM (?::integer, ?::bytea))
            ELSE c.master_key_id IS DISTINCT FROM ? END)
      """;

  @Inject private Sql sql;

  Optional<SecurityObject> find(ObjectId id) {
    return sql.first(SELECT + "WHERE o.object_id = ?", p -> p.add(id.value()), ObjectRows::object);
  }

  Optional<SecurityObject> findToChange(ObjectId id) {
    // Two statements: the second sees what the first has waited for.
    sql.call(
        "SELECT FROM node.object_current WHERE object_id = ? FOR UPDATE", p -> p.add(id.value()));
    return find(id);
  }

  Optional<ObjectId> byName(String name) {
    return sql.first(
        """
        SELECT object_id FROM node.object_current
        WHERE name = ? AND state NOT IN ('DESTROYED', 'DESTROYED_COMPROMISED')
        """,
        p -> p.add(name),
        row -> new ObjectId(Rows.id(row, "object_id")));
  }

  Optional<Stored> read(ObjectId id, @Nullable Integer version) {
    return version == null
        ? sql.first(NEWEST_OF_ONE, p -> p.add(id.value()), ObjectReader::stored)
        : sql.first(GIVEN_OF_ONE, p -> p.add(version).add(id.value()), ObjectReader::stored);
  }

  List<Stored> read(Collection<ObjectId> ids) {
    List<UUID> wanted = ids.stream().map(ObjectId::value).toList();
    return sql.list(NEWEST_OF_SEVERAL, p -> p.addIds(wanted), ObjectReader::stored);
  }

  List<Version> versions(ObjectId id) {
    return sql.list(
        """
        SELECT version, bits, digest, created_at, created_by FROM vault.object_version
        WHERE object_id = ? ORDER BY version DESC
        """,
        p -> p.add(id.value()),
        row ->
            new Version(
                row.getInt("version"),
                row.getInt("bits"),
                Rows.optionalBytes(row, "digest"),
                Rows.time(row, "created_at"),
                row.getString("created_by")));
  }

  List<StateChange> history(ObjectId id) {
    return sql.list(
        """
        SELECT state, reason, message, occurred_at, created_at, created_by FROM vault.object_state
        WHERE object_id = ? ORDER BY id DESC
        """,
        p -> p.add(id.value()),
        row ->
            new StateChange(
                Rows.constant(row, "state", ObjectState.class),
                revocation(row),
                Rows.time(row, "created_at"),
                row.getString("created_by")));
  }

  List<Count> counts() {
    return sql.list(
        "SELECT type, state, count(*) FROM node.object_current GROUP BY type, state ORDER BY 1, 2",
        p -> {},
        row ->
            new Count(
                Rows.constant(row, "type", ObjectType.class),
                Rows.constant(row, "state", ObjectState.class),
                row.getLong("count")));
  }

  List<SecurityObject> linkedTo(ObjectId id) {
    List<String> links =
        Arrays.stream(LinkType.values())
            .map(type -> "{\"%s\": \"%s\"}".formatted(ObjectAttributes.link(type), id))
            .toList();
    return sql.list(
        SELECT
            + "WHERE o.attributes <> '{}' AND o.attributes @> ANY (?::jsonb[]) ORDER BY o.object_id",
        p -> p.addTexts(links),
        ObjectRows::object);
  }

  List<SecurityObject> dueForState(Instant now, int limit) {
    return sql.list(
        SELECT
            + """
            WHERE o.state = 'PRE_ACTIVE' AND o.activation_at <= ?
               OR o.state = 'ACTIVE' AND o.deactivation_at <= ?
            ORDER BY o.object_id LIMIT ?
            """,
        p -> p.add(now).add(now).add(limit),
        ObjectRows::object);
  }

  List<SecurityObject> dueForRotation(Instant now, int limit) {
    return sql.list(
        SELECT + "WHERE o.state = 'ACTIVE' AND o.rotate_at <= ? ORDER BY o.object_id LIMIT ?",
        p -> p.add(now).add(limit),
        ObjectRows::object);
  }

  List<StaleDataKey> staleDataKeys(UUID active, @Nullable HsmHolder holder, UUID after, int limit) {
    return sql.list(
        "SELECT c.version_id, v.version, o.id AS object_id, o.type, h.to_hsm, "
            + ObjectRows.DATA_KEY
            + STALE
            + """
            JOIN vault.security_object o ON o.id = v.object_id
            JOIN vault.data_key k ON k.id = c.data_key_id
            WHERE c.version_id > ? AND
            """
            + NOT_WHERE_IT_SHOULD_BE
            + "ORDER BY c.version_id LIMIT ?",
        p -> shouldBe(p.add(after), active, holder).add(limit),
        row ->
            new StaleDataKey(
                Rows.id(row, "version_id"),
                new Binding(
                    new ObjectId(Rows.id(row, "object_id")),
                    row.getInt("version"),
                    Rows.constant(row, "type", ObjectType.class)),
                ObjectRows.dataKey(row),
                row.getBoolean("to_hsm")));
  }

  long countStaleDataKeys(UUID active, @Nullable HsmHolder holder) {
    return sql.number(
        "SELECT count(*) " + STALE + "WHERE " + NOT_WHERE_IT_SHOULD_BE,
        p -> shouldBe(p, active, holder));
  }

  private static Parameters shouldBe(Parameters parameters, UUID active, @Nullable HsmHolder holder)
      throws SQLException {
    Integer number = holder == null ? null : holder.key().number();
    return parameters
        .add(number)
        .add(number)
        .add(holder == null ? null : holder.checkValue())
        .add(active);
  }

  long countHeldByHsm() {
    return sql.number(
        "SELECT count(*) FROM node.data_key_current WHERE key_number IS NOT NULL", p -> {});
  }

  Map<HsmHolder, Long> heldByHsm() {
    record Held(HsmHolder holder, long dataKeys) {}
    return sql
        .list(
            """
            SELECT k.key_number, k.check_value, count(*) AS data_keys
            FROM node.data_key_current c JOIN vault.data_key k ON k.id = c.data_key_id
            WHERE c.key_number IS NOT NULL GROUP BY k.key_number, k.check_value
            """,
            p -> {},
            row ->
                new Held(
                    new HsmHolder(
                        new KeyRef(row.getInt("key_number")), Rows.bytes(row, "check_value")),
                    row.getLong("data_keys")))
        .stream()
        .collect(Collectors.toMap(Held::holder, Held::dataKeys));
  }

  private static Stored stored(ResultSet row) throws SQLException {
    boolean there = row.getObject("key_iv") != null;
    return new Stored(
        ObjectRows.object(row),
        row.getInt("version_read"),
        there
            ? new SealedMaterial(
                new Sealed(Rows.bytes(row, "iv"), Rows.bytes(row, "sealed")),
                ObjectRows.dataKey(row))
            : null,
        there ? Rows.id(row, "data_key_id") : null,
        row.getLong("epoch"));
  }

  private static @Nullable Revocation revocation(ResultSet row) throws SQLException {
    Revocation.Reason reason = Rows.optionalConstant(row, "reason", Revocation.Reason.class);
    String message = row.getString("message");
    return reason == null
        ? null
        : new Revocation(
            reason, message == null ? "" : message, Rows.optionalTime(row, "occurred_at"));
  }
}
