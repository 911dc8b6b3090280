package org.holdfast.persistence.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.holdfast.domain.audit.chain.Proof;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.WrapMechanism;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.persistence.sql.Parameters;
import org.holdfast.persistence.sql.Rows;

/** The columns in which checkpoints and tombstones keep their proof. */
final class ProofColumns {

  /** In the order in which {@link #add} sets them. */
  static final String NAMES = "kind, key_number, check_value, mechanism, iv, master_key_id, proof";

  private static final String ROOT_KEY = "ROOT_KEY";
  private static final String MASTER_KEY = "MASTER_KEY";

  private ProofColumns() {}

  static void add(Parameters parameters, Proof proof) throws SQLException {
    if (proof instanceof Proof.ByRootKey root) {
      WrappedSecret wrapped = root.wrapped();
      parameters
          .add(ROOT_KEY)
          .add(wrapped.key().number())
          .add(wrapped.checkValue())
          .add(wrapped.mechanism())
          .add(wrapped.iv())
          .add((UUID) null)
          .add(wrapped.wrapped());
    } else if (proof instanceof Proof.ByMasterKey master) {
      parameters
          .add(MASTER_KEY)
          .add((Integer) null)
          .add((Bytes) null)
          .add((String) null)
          .add((Bytes) null)
          .add(master.masterKey())
          .add(master.mac());
    }
  }

  static Proof read(ResultSet row) throws SQLException {
    if (row.getString("kind").equals(MASTER_KEY)) {
      return new Proof.ByMasterKey(Rows.id(row, "master_key_id"), Rows.bytes(row, "proof"));
    }
    return new Proof.ByRootKey(
        new WrappedSecret(
            new KeyRef(row.getInt("key_number")),
            Rows.bytes(row, "check_value"),
            Rows.constant(row, "mechanism", WrapMechanism.class),
            Rows.bytes(row, "iv"),
            Rows.bytes(row, "proof")));
  }
}
