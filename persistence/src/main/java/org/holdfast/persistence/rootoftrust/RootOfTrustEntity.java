package org.holdfast.persistence.rootoftrust;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootOfTrustState.HsmProtected;
import org.holdfast.domain.rootoftrust.RootOfTrustState.Initializing;
import org.holdfast.domain.rootoftrust.RootOfTrustState.NotInstalled;
import org.holdfast.domain.rootoftrust.RootOfTrustState.PassphraseProtected;
import org.holdfast.domain.rootoftrust.RootOfTrustState.Restoring;
import org.holdfast.domain.rootoftrust.RootOfTrustState.ReverseMigrating;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
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

  @Column(name = "changed_at", nullable = false)
  Instant changedAt;

  void set(RootOfTrustState newState, Instant at) {
    state = newState.name();
    changedAt = at;
    operationId = null;
    if (newState instanceof Initializing initializing) {
      operationId = initializing.operation();
    } else if (newState instanceof ReverseMigrating migrating) {
      operationId = migrating.operation();
    } else if (newState instanceof Restoring restoring) {
      operationId = restoring.operation();
    }
  }

  /** The Roots of Trust that go with a state; null where there are none. */
  static @Nullable RootsOfTrust rootsOf(RootOfTrustState state) {
    if (state instanceof HsmProtected hsm) {
      return hsm.roots();
    }
    if (state instanceof ReverseMigrating migrating) {
      return migrating.roots();
    }
    return state instanceof Restoring restoring ? restoring.before() : null;
  }

  /**
   * @param roots in force, or in force before a restore that is under way; null for none
   */
  RootOfTrustState toDomain(@Nullable RootsOfTrust roots) {
    return switch (state) {
      case NotInstalled.NAME -> new NotInstalled();
      case PassphraseProtected.NAME -> new PassphraseProtected();
      case Initializing.NAME -> new Initializing(Objects.requireNonNull(operationId));
      case HsmProtected.NAME -> new HsmProtected(Objects.requireNonNull(roots));
      case ReverseMigrating.NAME ->
          new ReverseMigrating(Objects.requireNonNull(operationId), Objects.requireNonNull(roots));
      case Restoring.NAME -> new Restoring(Objects.requireNonNull(operationId), roots);
      default -> throw new IllegalStateException("Unknown Root of Trust state " + state);
    };
  }
}
