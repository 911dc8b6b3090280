package org.holdfast.persistence.rootoftrust;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "node", name = "hsm_root")
class HsmRootEntity {

  @Embeddable
  record Id(@Column(name = "node_id") UUID nodeId, @Column(name = "priority") int priority)
      implements Serializable {}

  @EmbeddedId
  @Column(nullable = false)
  Id id;

  @Column(nullable = false)
  String name;

  @Column(name = "vendor_id", nullable = false)
  String vendorId;

  @Column(name = "token_label")
  @Nullable String tokenLabel;

  @Column(name = "token_serial", nullable = false)
  String tokenSerial;

  @Column(name = "key_number", nullable = false)
  int keyNumber;

  @Column(name = "check_value", nullable = false)
  byte[] checkValue;

  static HsmRootEntity at(UUID node, int priority) {
    HsmRootEntity row = new HsmRootEntity();
    row.id = new Id(node, priority);
    return row;
  }

  HsmRootEntity set(NamedRoot root) {
    name = root.name();
    vendorId = root.root().vendorId();
    tokenLabel = root.root().tokenLabel();
    tokenSerial = root.root().tokenSerial();
    keyNumber = root.root().key().number();
    checkValue = root.root().checkValue().toByteArray();
    return this;
  }

  NamedRoot toDomain() {
    return new NamedRoot(
        name,
        new RootOfTrust(
            vendorId, tokenLabel, tokenSerial, new KeyRef(keyNumber), Bytes.of(checkValue)));
  }
}
