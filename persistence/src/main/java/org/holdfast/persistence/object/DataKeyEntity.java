package org.holdfast.persistence.object;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.object.ObjectCipher.WrappedDataKey;
import org.holdfast.domain.secret.Bytes;

@Entity
@Table(schema = "vault", name = "data_key")
class DataKeyEntity {

  @Id UUID id;

  @Column(name = "version_id", nullable = false)
  UUID versionId;

  @Column(name = "master_key_id", nullable = false)
  UUID masterKeyId;

  @Column(nullable = false)
  byte[] iv;

  @Column(nullable = false)
  byte[] wrapped;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "node_id", nullable = false)
  UUID nodeId;

  WrappedDataKey toDomain() {
    return new WrappedDataKey(masterKeyId, new Sealed(Bytes.of(iv), Bytes.of(wrapped)));
  }
}
