package org.holdfast.domain.wallet;

import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/** The HSM credential with the vendor and the token label it is for (S25, S29). */
public final class StoredCredential implements AutoCloseable {

  private final String vendorId;
  private final @Nullable String tokenLabel;
  private final SecretChars credential;

  /**
   * @param credential is copied
   */
  public StoredCredential(String vendorId, @Nullable String tokenLabel, SecretChars credential) {
    this.vendorId = vendorId;
    this.tokenLabel = tokenLabel;
    this.credential = credential.copy();
  }

  public String vendorId() {
    return vendorId;
  }

  public @Nullable String tokenLabel() {
    return tokenLabel;
  }

  /** Owned by this object: not to be closed by the caller. */
  public SecretChars credential() {
    return credential;
  }

  /** The same once more, for the caller to close. */
  public StoredCredential copy() {
    return new StoredCredential(vendorId, tokenLabel, credential);
  }

  @Override
  public void close() {
    credential.close();
  }

  @Override
  public String toString() {
    return "StoredCredential[" + vendorId + ", " + tokenLabel + "]";
  }
}
