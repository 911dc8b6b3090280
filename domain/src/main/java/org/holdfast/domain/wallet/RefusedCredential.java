package org.holdfast.domain.wallet;

import java.nio.file.Path;
import java.util.Optional;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.RecordFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.secret.Bytes;

/**
 * A refusal of the stored HSM credential, remembered beside it, so that a command that has no
 * database honours it, and the vault honours what a command was refused (B3). It is of one stored
 * credential: Set Credential writes another file, and the refusal is of no more account.
 */
public final class RefusedCredential {

  private static final String TITLE = "holdfast refused credential 1";
  private static final String DIGEST = "sha-256";

  private final VaultHome home;

  /** Of the credential that is stored in this home. */
  public RefusedCredential(VaultHome home) {
    this.home = home;
  }

  /** Whether the token refused the credential that is stored now. */
  public boolean isRemembered() {
    Optional<Bytes> stored = home.read(HomeFile.HSM_CREDENTIAL);
    return stored.isPresent()
        && VaultHome.read(file())
            .map(RefusedCredential::digest)
            .filter(VaultHome.digest(stored.get())::equals)
            .isPresent();
  }

  /** Remembers that the token refused the credential that is stored now. */
  public void remember() {
    home.read(HomeFile.HSM_CREDENTIAL)
        .ifPresent(
            stored ->
                VaultHome.replace(
                    file(),
                    new RecordFile(TITLE).with(DIGEST, VaultHome.digest(stored).toHex()).encode()));
  }

  private Path file() {
    return home.path(HomeFile.HSM_CREDENTIAL).resolveSibling("refused");
  }

  /** Empty for a file of another form, which remembers nothing. */
  private static Bytes digest(Bytes content) {
    try {
      return RecordFile.decode(TITLE, content).bytes(DIGEST);
    } catch (VaultException e) {
      return Bytes.of();
    }
  }
}
