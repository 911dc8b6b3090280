package org.holdfast.domain.wallet;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.RecordFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A refusal of the stored HSM credential, remembered beside it, so that a command that has no
 * database honours it, and the vault honours what a command was refused (B3). It is of one stored
 * credential: Set Credential writes another file, and the refusal is of no more account.
 */
public final class RefusedCredential {

  private static final String TITLE = "holdfast refused credentials 1";
  private static final String REFUSED = "refused";
  private static final String DIGEST = "sha-256";

  private final VaultHome home;

  /** Of the credential that is stored in this home. */
  public RefusedCredential(VaultHome home) {
    this.home = home;
  }

  /** Whether that token refused the credential that is stored for it now. */
  public boolean isRemembered(String vendorId, @Nullable String tokenLabel) {
    return current().flatMap(record -> record.find(name(vendorId, tokenLabel))).isPresent();
  }

  /** Remembers that that token refused the credential that is stored for it now. */
  public void remember(String vendorId, @Nullable String tokenLabel) {
    home.read(HomeFile.HSM_CREDENTIAL)
        .ifPresent(
            stored -> {
              RecordFile record =
                  current()
                      .orElseGet(
                          () ->
                              new RecordFile(TITLE).with(DIGEST, VaultHome.digest(stored).toHex()));
              VaultHome.replace(file(), record.with(name(vendorId, tokenLabel), REFUSED).encode());
            });
  }

  /** What is remembered of the credentials that are stored now. */
  private Optional<RecordFile> current() {
    Optional<Bytes> stored = home.read(HomeFile.HSM_CREDENTIAL);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    Bytes digest = VaultHome.digest(stored.get());
    return VaultHome.read(file())
        .flatMap(RefusedCredential::decode)
        .filter(record -> record.find(DIGEST).filter(digest.toHex()::equals).isPresent());
  }

  /** A token's name in the file; labels may hold what a record's name may not. */
  private static String name(String vendorId, @Nullable String tokenLabel) {
    String token = tokenLabel == null ? vendorId : vendorId + '\n' + tokenLabel;
    return "token-" + Bytes.of(token.getBytes(StandardCharsets.UTF_8)).toHex();
  }

  private Path file() {
    return home.path(HomeFile.HSM_CREDENTIAL).resolveSibling("refused");
  }

  /** Empty for a file of another form, which remembers nothing. */
  private static Optional<RecordFile> decode(Bytes content) {
    try {
      return Optional.of(RecordFile.decode(TITLE, content));
    } catch (VaultException e) {
      return Optional.empty();
    }
  }
}
