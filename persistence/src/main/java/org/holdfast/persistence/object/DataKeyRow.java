package org.holdfast.persistence.object;

import java.sql.SQLException;
import java.util.UUID;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.hsm.WrapMechanism;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.object.WrappedDataKey;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.persistence.sql.Parameters;
import org.jspecify.annotations.Nullable;

/** A wrapped data key as the columns have it. */
record DataKeyRow(
    @Nullable UUID masterKey,
    @Nullable Integer keyNumber,
    @Nullable Bytes checkValue,
    @Nullable WrapMechanism mechanism,
    Bytes iv,
    Bytes wrapped) {

  /** The columns in the order of {@link #bind}. */
  static final String COLUMNS = "master_key_id, key_number, check_value, mechanism, iv, wrapped";

  static DataKeyRow of(WrappedDataKey key) {
    if (key instanceof WrappedDataKey.UnderMasterKey underMasterKey) {
      Sealed sealed = underMasterKey.sealed();
      return new DataKeyRow(
          underMasterKey.masterKey(), null, null, null, sealed.iv(), sealed.ciphertext());
    }
    if (key instanceof WrappedDataKey.UnderHsm underHsm) {
      WrappedSecret secret = underHsm.wrapped();
      return new DataKeyRow(
          null,
          secret.key().number(),
          secret.checkValue(),
          secret.mechanism(),
          secret.iv(),
          secret.wrapped());
    }
    throw new IllegalArgumentException(key.getClass().getName());
  }

  Parameters bind(Parameters parameters) throws SQLException {
    return parameters
        .add(masterKey)
        .add(keyNumber)
        .add(checkValue)
        .add(mechanism)
        .add(iv)
        .add(wrapped);
  }
}
