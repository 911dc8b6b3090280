package org.holdfast.cli.drill;

import java.nio.file.Path;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/** The HSM that the drill is done with. */
final class DrillTarget implements AutoCloseable {

  static final String SOFT_HSM = "softhsm";

  private final String vendor;
  private final Path library;
  private final Path injector;
  private final @Nullable String tokenLabel;
  private final @Nullable SecretChars credential;

  /**
   * A target.
   *
   * @param vendor id of the vendor pack
   * @param library the HSM's PKCS#11 library
   * @param injector the library that stands before it
   * @param tokenLabel of a spare token; null for the software token that the drill makes itself
   * @param credential of the spare token, owned by this object; null for the software token
   */
  DrillTarget(
      String vendor,
      Path library,
      Path injector,
      @Nullable String tokenLabel,
      @Nullable SecretChars credential) {
    this.vendor = vendor;
    this.library = library;
    this.injector = injector;
    this.tokenLabel = tokenLabel;
    this.credential = credential;
  }

  String vendor() {
    return vendor;
  }

  Path library() {
    return library;
  }

  Path injector() {
    return injector;
  }

  @Nullable String tokenLabel() {
    return tokenLabel;
  }

  /** Owned by this object: not to be closed by the caller. */
  @Nullable SecretChars credential() {
    return credential;
  }

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
