package org.holdfast.persistence.rootoftrust;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.FormerKey;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "node", name = "former_root_key")
class FormerKeyEntity {

  @Embeddable
  record Id(@Column(name = "operation_id") UUID operationId, @Column(name = "name") String name)
      implements Serializable {}

  @EmbeddedId
  @Column(nullable = false)
  Id id;

  @Column(name = "node_id", nullable = false)
  UUID nodeId;

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

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  FormerKey.Reason reason;

  @Column(name = "recorded_at", nullable = false)
  Instant recordedAt;

  @Column(name = "destroyed_at")
  @Nullable Instant destroyedAt;

  static FormerKeyEntity from(FormerKey former, UUID node, Instant at) {
    RootOfTrust root = former.root().root();
    FormerKeyEntity row = new FormerKeyEntity();
    row.id = new Id(former.operation(), former.root().name());
    row.nodeId = node;
    row.vendorId = root.vendorId();
    row.tokenLabel = root.tokenLabel();
    row.tokenSerial = root.tokenSerial();
    row.keyNumber = root.key().number();
    row.checkValue = root.checkValue().toByteArray();
    row.reason = former.reason();
    row.recordedAt = at;
    return row;
  }

  FormerKey toDomain() {
    RootOfTrust root =
        new RootOfTrust(
            vendorId, tokenLabel, tokenSerial, new KeyRef(keyNumber), Bytes.of(checkValue));
    return new FormerKey(id.operationId(), new NamedRoot(id.name(), root), reason);
  }
}
