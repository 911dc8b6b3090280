package org.holdfast.persistence.object;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.domain.object.ObjectCipher.SealedMaterial;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.Revocation;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.WrappedDataKey;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.persistence.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Adds the rows of security objects, and brings this node's projection up to date. A new object
 * with all its rows and its projection is one statement, as that is what clients wait for; all else
 * is projected by the function that replicated rows are projected by.
 */
@ApplicationScoped
class ObjectWriter {

  /** The attribute that holds the object's name. */
  private static final String NAME = "name";

  private static final String NAME_INDEX = "object_current_name";
  private static final String UNIQUE_VIOLATION = "23505";

  private static final String ADD =
      """
      WITH given AS (SELECT ?::uuid AS object_id, ?::text AS name, ?::text AS type,
          ?::text AS algorithm, ?::integer AS bits, ?::text AS state, ?::timestamptz AS at,
          ?::text AS by, ?::uuid AS owner_id, ?::boolean AS extractable, ?::uuid AS node_id,
          ?::uuid AS version_id, ?::uuid AS data_key_id, ?::uuid AS state_id,
          ?::uuid[] AS attribute_ids, ?::text[] AS attribute_names, ?::text[] AS attribute_values,
          ?::uuid[] AS member_ids, ?::uuid[] AS wallets,
          ?::timestamptz AS activation_at, ?::timestamptz AS deactivation_at,
          ?::timestamptz AS expires_at, ?::timestamptz AS rotate_at),
      object AS (INSERT INTO vault.security_object
          (id, type, algorithm, created_at, created_by, node_id, owner_id, extractable)
          SELECT object_id, type, algorithm, at, by, node_id, owner_id, extractable FROM given),
      attribute AS (INSERT INTO vault.object_attribute
          (id, object_id, name, value, created_at, created_by, node_id)
          SELECT a.id, object_id, a.name, a.value, at, by, node_id
          FROM given, unnest(attribute_ids, attribute_names, attribute_values) a (id, name, value)),
      version AS (INSERT INTO vault.object_version
          (id, object_id, version, bits, iv, sealed, digest, created_at, created_by, node_id)
          SELECT version_id, object_id, 1, bits, ?, ?, ?, at, by, node_id FROM given),
      data_key AS (INSERT INTO vault.data_key
          (id, version_id, created_at, node_id, %1$s)
          SELECT data_key_id, version_id, at, node_id, ?, ?, ?, ?, ?, ? FROM given
          RETURNING version_id, id, master_key_id, key_number),
      data_key_now AS (INSERT INTO node.data_key_current SELECT * FROM data_key),
      state AS (INSERT INTO vault.object_state
          (id, object_id, state, created_at, created_by, node_id)
          SELECT state_id, object_id, state, at, by, node_id FROM given),
      member AS (INSERT INTO vault.wallet_object
          (id, wallet_id, object_id, member, created_at, created_by, node_id)
          SELECT m.id, m.wallet_id, object_id, true, at, by, node_id
          FROM given, unnest(member_ids, wallets) m (id, wallet_id)),
      member_now AS (INSERT INTO node.wallet_object_current
          SELECT unnest(wallets), object_id FROM given)
      INSERT INTO node.object_current
          (object_id, name, type, algorithm, bits, version, version_id, state, state_since,
           created_at, created_by, owner_id, extractable, attributes, activation_at,
           deactivation_at, expires_at, rotate_at, wallets, revision)
          SELECT object_id, name, type, algorithm, bits, 1, version_id, state, at, at, by, owner_id,
              extractable, jsonb_object(attribute_names, attribute_values) - 'name', activation_at,
              deactivation_at, expires_at, rotate_at, wallets, state_id
          FROM given
      """
          .formatted(DataKeyRow.COLUMNS);

  private static final String ADD_DATA_KEY =
      """
      WITH data_key AS (INSERT INTO vault.data_key (id, version_id, created_at, node_id, %1$s)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          RETURNING version_id, id, master_key_id, key_number)
      INSERT INTO node.data_key_current SELECT * FROM data_key
      """
          .formatted(DataKeyRow.COLUMNS);

  private static final String REPLACE_DATA_KEY =
      """
      WITH in_force AS (SELECT version_id FROM node.data_key_current WHERE version_id = ?
          FOR UPDATE),
      data_key AS (INSERT INTO vault.data_key (id, version_id, created_at, node_id, %1$s)
          SELECT ?, version_id, ?, ?, ?, ?, ?, ?, ?, ? FROM in_force
          RETURNING version_id, id, master_key_id, key_number)
      UPDATE node.data_key_current c SET data_key_id = data_key.id,
          master_key_id = data_key.master_key_id, key_number = data_key.key_number
      FROM data_key WHERE c.version_id = data_key.version_id
      """
          .formatted(DataKeyRow.COLUMNS);

  @Inject private Sql sql;
  @Inject private NodeIdentity node;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  SecurityObject add(SecurityObject object, SealedMaterial material, @Nullable Bytes digest) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put(NAME, object.name());
    attributes.putAll(object.attributes().values());
    List<UUID> attributeIds = ids(attributes.size());
    List<UUID> wallets = object.wallets().stream().map(WalletId::value).sorted().toList();
    int days = object.attributes().rotationDays();
    Instant rotation = days == 0 ? null : object.created().plus(days, ChronoUnit.DAYS);
    List<UUID> members = ids(wallets.size());
    DataKeyRow dataKey = DataKeyRow.of(material.dataKey());
    UUID version = id();
    UUID dataKeyId = id();
    // The newest of an object's row identifiers is its revision, so this one is made last.
    UUID revision = id();
    naming(
        object.name(),
        () ->
            sql.update(
                ADD,
                p -> {
                  p.add(object.id().value()).add(object.name()).add(object.type());
                  p.add(object.algorithm()).add(object.bits()).add(object.state());
                  p.add(object.created()).add(object.createdBy()).add(object.owner());
                  p.add(object.extractable()).add(node.id());
                  p.add(version).add(dataKeyId).add(revision);
                  p.addIds(attributeIds).addTexts(attributes.keySet());
                  p.addTexts(attributes.values());
                  p.addIds(members).addIds(wallets);
                  p.add(object.attributes().activation()).add(object.attributes().deactivation());
                  p.add(object.attributes().expiry()).add(rotation);
                  p.add(material.material().iv()).add(material.material().ciphertext());
                  p.add(digest);
                  dataKey.bind(p);
                }));
    return object.withRevision(revision);
  }

  void addVersion(
      ObjectId object,
      int version,
      int bits,
      SealedMaterial material,
      @Nullable Bytes digest,
      String by) {
    UUID id = id();
    Instant now = now();
    sql.update(
        """
        INSERT INTO vault.object_version
            (id, object_id, version, bits, iv, sealed, digest, created_at, created_by, node_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        p ->
            p.add(id)
                .add(object.value())
                .add(version)
                .add(bits)
                .add(material.material().iv())
                .add(material.material().ciphertext())
                .add(digest)
                .add(now)
                .add(by)
                .add(node.id()));
    addDataKey(id, material.dataKey());
    project(object);
  }

  void change(
      ObjectId object, @Nullable String name, Map<String, @Nullable String> attributes, String by) {
    Map<String, @Nullable String> rows = new LinkedHashMap<>(attributes);
    if (name != null) {
      rows.put(NAME, name);
    }
    if (rows.isEmpty()) {
      return;
    }
    List<UUID> ids = ids(rows.size());
    sql.update(
        """
        INSERT INTO vault.object_attribute
            (id, object_id, name, value, created_at, created_by, node_id)
        SELECT a.id, ?, a.name, a.value, ?, ?, ?
        FROM unnest(?::uuid[], ?::text[], ?::text[]) a (id, name, value)
        """,
        p ->
            p.add(object.value())
                .add(now())
                .add(by)
                .add(node.id())
                .addIds(ids)
                .addTexts(rows.keySet())
                .addTexts(rows.values()));
    naming(String.valueOf(name), () -> project(object));
  }

  void changeState(ObjectId object, ObjectState state, @Nullable Revocation why, String by) {
    sql.update(
        """
        INSERT INTO vault.object_state
            (id, object_id, state, created_at, created_by, node_id, reason, message, occurred_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        p -> {
          p.add(id()).add(object.value()).add(state).add(now()).add(by).add(node.id());
          p.add(why == null ? null : why.reason());
          p.add(why == null ? null : why.message());
          p.add(why == null ? null : why.occurred());
        });
    project(object);
  }

  void setMember(ObjectId object, WalletId wallet, boolean member, String by) {
    sql.update(
        """
        INSERT INTO vault.wallet_object
            (id, wallet_id, object_id, member, created_at, created_by, node_id)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        p ->
            p.add(id())
                .add(wallet.value())
                .add(object.value())
                .add(member)
                .add(now())
                .add(by)
                .add(node.id()));
    project(object);
  }

  /** Overwrites material and data keys: the one place where rows of the vault schema change. */
  void destroy(ObjectId object, ObjectState state, String by) {
    changeState(object, state, null, by);
    // First, and as re-wrapping does, in the order of versions: what it is adding is waited for.
    sql.list(
        """
        SELECT version_id FROM node.data_key_current
        WHERE version_id IN (SELECT id FROM vault.object_version WHERE object_id = ?)
        ORDER BY version_id FOR UPDATE
        """,
        p -> p.add(object.value()),
        row -> true);
    sql.update(
        """
        UPDATE vault.data_key SET iv = '', wrapped = ''
        WHERE version_id IN (SELECT id FROM vault.object_version WHERE object_id = ?)
        """,
        p -> p.add(object.value()));
    sql.update(
        "UPDATE vault.object_version SET iv = '', sealed = '' WHERE object_id = ?",
        p -> p.add(object.value()));
    sql.update(
        """
        DELETE FROM node.data_key_current
        WHERE version_id IN (SELECT id FROM vault.object_version WHERE object_id = ?)
        """,
        p -> p.add(object.value()));
  }

  /**
   * The row of the data key in force is locked first: it goes with the object, so that either the
   * one who destroys it waits and finds what is added here, or nothing is added.
   */
  boolean replaceDataKey(UUID versionId, WrappedDataKey dataKey) {
    return 0
        < sql.update(
            REPLACE_DATA_KEY,
            p ->
                DataKeyRow.of(dataKey)
                    .bind(p.add(versionId).add(id()).add(clock.instant()).add(node.id())));
  }

  private void addDataKey(UUID versionId, WrappedDataKey dataKey) {
    sql.update(
        ADD_DATA_KEY,
        p ->
            DataKeyRow.of(dataKey)
                .bind(p.add(id()).add(versionId).add(clock.instant()).add(node.id())));
  }

  private void project(ObjectId object) {
    sql.call("SELECT node.project_object(?)", p -> p.add(object.value()));
  }

  private void naming(String name, Runnable write) {
    try {
      write.run();
    } catch (PersistenceException e) {
      if (e.getCause() instanceof SQLException cause
          && UNIQUE_VIOLATION.equals(cause.getSQLState())
          && String.valueOf(cause.getMessage()).contains(NAME_INDEX)) {
        throw new VaultException(ErrorCode.OBJECT_NAME_TAKEN, name, e).atField(NAME);
      }
      throw e;
    }
  }

  private List<UUID> ids(int count) {
    List<UUID> ids = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ids.add(id());
    }
    return ids;
  }

  private UUID id() {
    return Uuid7.next(random);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
