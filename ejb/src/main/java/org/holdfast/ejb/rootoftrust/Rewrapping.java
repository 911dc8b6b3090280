package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.holdfast.domain.object.RewrapPause;
import org.holdfast.domain.object.RewrapPauses;
import org.holdfast.domain.object.RewrapProgress;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.wallet.Vault;

/** What is known of re-wrapping: what the last turn found, or else what the database says. */
@ApplicationScoped
class Rewrapping {

  @Inject private RewrapProgress progress;
  @Inject private SecurityObjectRepository objects;
  @Inject private Vault vault;
  @Inject private RootKey rootKey;
  @Inject private RewrapPauses pauses;

  /** Data keys to be re-wrapped; 0 while the vault is closed, as nobody knows. */
  long remaining() {
    return vault.status().open() ? view().remaining() : 0;
  }

  MasterKeyView view() {
    MasterKeyView keys =
        vault.with(
            ring ->
                new MasterKeyView(
                    ring.active().id(),
                    ring.active().generation(),
                    ring.generations().size(),
                    0,
                    0,
                    null,
                    null,
                    null,
                    null));
    RewrapPause pause = pauses.inForce().orElse(null);
    RewrapProgress.View now = progress.towards(keys.id()).orElse(null);
    if (now != null) {
      return keys.with(now, pause);
    }
    long remaining = objects.countStaleDataKeys(keys.id(), rootKey.holder().orElse(null));
    return keys.with(remaining, pause);
  }
}
