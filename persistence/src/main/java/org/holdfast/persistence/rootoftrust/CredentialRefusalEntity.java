package org.holdfast.persistence.rootoftrust;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.rootoftrust.TokenAddress;

@Entity
@Table(schema = "node", name = "credential_refusal")
class CredentialRefusalEntity {

  /** The label is empty where none was given. */
  @Embeddable
  record Id(
      @Column(name = "node_id") UUID nodeId,
      @Column(name = "vendor_id") String vendorId,
      @Column(name = "token_label") String tokenLabel)
      implements Serializable {

    static Id of(UUID node, TokenAddress token) {
      String label = token.tokenLabel();
      return new Id(node, token.vendorId(), label == null ? "" : label);
    }
  }

  @EmbeddedId
  @Column(nullable = false)
  Id id;

  @Column(name = "refused_at", nullable = false)
  Instant refusedAt;
}
