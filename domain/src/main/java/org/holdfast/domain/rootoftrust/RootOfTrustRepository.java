package org.holdfast.domain.rootoftrust;

import java.time.Instant;
import java.util.Optional;

/** This node's Root of Trust state; each call is part of the caller's transaction. */
public interface RootOfTrustRepository {

  RootOfTrustState load();

  /** As {@link #load}, and nobody else changes it until the transaction ends. */
  RootOfTrustState lock();

  void save(RootOfTrustState state);

  /** When that token refused the credential stored for it; empty if it did not (B3). */
  Optional<Instant> credentialRefused(TokenAddress token);

  void saveCredentialRefused(TokenAddress token, boolean refused);
}
