package org.holdfast.cli.drill;

import java.nio.file.Path;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * The HSM that the drill is done with.
 *
 * @param vendor id of the vendor pack
 * @param library the HSM's PKCS#11 library
 * @param injector the library that stands before it
 * @param tokenLabel of a spare token; null for the software token that the drill makes itself
 * @param credential of the spare token; null for the software token
 */
record DrillTarget(
    String vendor,
    Path library,
    Path injector,
    @Nullable String tokenLabel,
    @Nullable SecretChars credential)
    implements AutoCloseable {

  static final String SOFT_HSM = "softhsm";

  /** Whether the drill makes the token itself. */
  boolean isSoftHsm() {
    return credential == null;
  }

  @Override
  public void close() {
    if (credential != null) {
      credential.close();
    }
  }
}
