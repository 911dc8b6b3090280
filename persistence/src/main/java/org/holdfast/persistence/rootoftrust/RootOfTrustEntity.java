package org.holdfast.persistence.rootoftrust;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootOfTrustState.HsmProtected;
import org.holdfast.domain.rootoftrust.RootOfTrustState.Initializing;
import org.holdfast.domain.rootoftrust.RootOfTrustState.NotInstalled;
import org.holdfast.domain.rootoftrust.RootOfTrustState.PassphraseProtected;
import org.holdfast.domain.rootoftrust.RootOfTrustState.Restoring;
import org.holdfast.domain.rootoftrust.RootOfTrustState.ReverseMigrating;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "node", name = "root_of_trust")
class RootOfTrustEntity {

  @Id
  @Column(name = "node_id")
  UUID nodeId;

  @Column(nullable = false)
  String state;

  @Column(name = "operation_id")
  @Nullable UUID operationId;

  @Column(name = "vendor_id")
  @Nullable String vendorId;

  @Column(name = "token_label")
  @Nullable String tokenLabel;

  @Column(name = "token_serial")
  @Nullable String tokenSerial;

  @Column(name = "key_number")
  @Nullable Integer keyNumber;

  @Column(name = "check_value")
  byte @Nullable [] checkValue;

  @Column(name = "credential_refused_at")
  @Nullable Instant credentialRefusedAt;

  @Column(name = "changed_at", nullable = false)
  Instant changedAt;

  void set(RootOfTrustState newState, Instant at) {
    state = newState.name();
    changedAt = at;
    operationId = null;
    setRootOfTrust(null);
    if (newState instanceof HsmProtected hsm) {
      setRootOfTrust(hsm.rootOfTrust());
    } else if (newState instanceof Initializing initializing) {
      operationId = initializing.operation();
    } else if (newState instanceof ReverseMigrating migrating) {
      operationId = migrating.operation();
      setRootOfTrust(migrating.rootOfTrust());
    } else if (newState instanceof Restoring restoring) {
      operationId = restoring.operation();
      setRootOfTrust(restoring.before());
    }
  }

  RootOfTrustState toDomain() {
    return switch (state) {
      case NotInstalled.NAME -> new NotInstalled();
      case PassphraseProtected.NAME -> new PassphraseProtected();
      case Initializing.NAME -> new Initializing(Objects.requireNonNull(operationId));
      case HsmProtected.NAME -> new HsmProtected(rootOfTrust());
      case ReverseMigrating.NAME ->
          new ReverseMigrating(Objects.requireNonNull(operationId), rootOfTrust());
      case Restoring.NAME ->
          new Restoring(
              Objects.requireNonNull(operationId), keyNumber == null ? null : rootOfTrust());
      default -> throw new IllegalStateException("Unknown Root of Trust state " + state);
    };
  }

  private void setRootOfTrust(@Nullable RootOfTrust rootOfTrust) {
    vendorId = rootOfTrust == null ? null : rootOfTrust.vendorId();
    tokenLabel = rootOfTrust == null ? null : rootOfTrust.tokenLabel();
    tokenSerial = rootOfTrust == null ? null : rootOfTrust.tokenSerial();
    keyNumber = rootOfTrust == null ? null : rootOfTrust.key().number();
    checkValue = rootOfTrust == null ? null : rootOfTrust.checkValue().toByteArray();
  }

  private RootOfTrust rootOfTrust() {
    return new RootOfTrust(
        Objects.requireNonNull(vendorId),
        tokenLabel,
        Objects.requireNonNull(tokenSerial),
        new KeyRef(Objects.requireNonNull(keyNumber)),
        Bytes.of(Objects.requireNonNull(checkValue)));
  }
}
