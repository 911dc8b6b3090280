package org.holdfast.persistence.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.WrapMechanism;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.ObjectAttributes;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.WrappedDataKey;
import org.holdfast.persistence.sql.Rows;

/** Makes the domain's objects of rows. */
public final class ObjectRows {

  /** The columns that {@link #object} reads, of {@code node.object_current o}. */
  static final String OBJECT =
      """
      o.object_id, o.name, o.type, o.algorithm, o.bits, o.version, o.state, o.state_since,
      o.created_at, o.created_by, o.owner_id, o.extractable, o.attributes::text AS attributes,
      o.wallets, o.revision,
      o.wallets <> '{}' AND EXISTS (SELECT FROM node.virtual_wallet_current w
          WHERE w.living AND w.id = ANY (o.wallets) AND w.protection = 'HSM') AS held_by_hsm
      """;

  /** The columns that {@link #dataKey} reads, of {@code vault.data_key k}. */
  public static final String DATA_KEY =
      """
      k.master_key_id, k.key_number, k.check_value, k.mechanism, k.iv AS key_iv,
      k.wrapped AS key_wrapped
      """;

  private static final String NO_ATTRIBUTES = "{}";
  private static final JsonReaderFactory JSON = Json.createReaderFactory(Map.of());

  private ObjectRows() {}

  static SecurityObject object(ResultSet row) throws SQLException {
    return new SecurityObject(
        new ObjectId(Rows.id(row, "object_id")),
        row.getString("name"),
        Rows.constant(row, "type", ObjectType.class),
        Rows.optionalConstant(row, "algorithm", Algorithm.class),
        row.getInt("bits"),
        row.getInt("version"),
        Rows.constant(row, "state", ObjectState.class),
        Rows.time(row, "state_since"),
        Rows.time(row, "created_at"),
        row.getString("created_by"),
        Rows.id(row, "owner_id"),
        row.getBoolean("extractable"),
        attributes(row.getString("attributes")),
        wallets(row),
        row.getBoolean("held_by_hsm"),
        Rows.id(row, "revision"));
  }

  /** The wrapped data key of the row. */
  public static WrappedDataKey dataKey(ResultSet row) throws SQLException {
    Sealed sealed = new Sealed(Rows.bytes(row, "key_iv"), Rows.bytes(row, "key_wrapped"));
    UUID masterKey = Rows.id(row, "master_key_id");
    if (masterKey != null) {
      return new WrappedDataKey.UnderMasterKey(masterKey, sealed);
    }
    return new WrappedDataKey.UnderHsm(
        new WrappedSecret(
            new KeyRef(row.getInt("key_number")),
            Rows.bytes(row, "check_value"),
            Rows.constant(row, "mechanism", WrapMechanism.class),
            sealed.iv(),
            sealed.ciphertext()));
  }

  private static ObjectAttributes attributes(String json) {
    if (json.equals(NO_ATTRIBUTES)) {
      return ObjectAttributes.NONE;
    }
    Map<String, String> values = new TreeMap<>();
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      JsonObject object = reader.readObject();
      object.forEach((name, value) -> values.put(name, ((JsonString) value).getString()));
    }
    return ObjectAttributes.of(values);
  }

  private static Set<WalletId> wallets(ResultSet row) throws SQLException {
    UUID[] ids = (UUID[]) row.getArray("wallets").getArray();
    return ids.length == 0
        ? Set.of()
        : Arrays.stream(ids).map(WalletId::new).collect(Collectors.toUnmodifiableSet());
  }
}
