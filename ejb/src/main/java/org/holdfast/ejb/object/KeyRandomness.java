package org.holdfast.ejb.object;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.MixedRandom;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ejb.rootoftrust.RootKey;

/**
 * The randomness that keys are made of: the JVM's mixed with the HSM's, as good as the better of
 * the two. In passphrase mode, or while the HSM is away, the JVM's alone: keys can still be made.
 */
@ApplicationScoped
class KeyRandomness {

  @Inject private SecureRandom jvm;
  @Inject private RootKey rootKey;

  /** For making one key. */
  SecureRandom fresh() {
    try (SecretBytes seed = rootKey.random(MixedRandom.MIN_SEED_BYTES)) {
      return new MixedRandom(jvm, seed);
    } catch (VaultException e) {
      return jvm;
    }
  }
}
