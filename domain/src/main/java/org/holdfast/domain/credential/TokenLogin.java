package org.holdfast.domain.credential;

import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/** A credential as it goes to the token: which token, and what logs in to it. */
public final class TokenLogin implements AutoCloseable {

  private static final String FIELD = "credential";

  private final CredentialReading reading;
  private final @Nullable String tokenLabel;
  private final SecretChars credential;

  private TokenLogin(
      CredentialReading reading, @Nullable String tokenLabel, SecretChars credential) {
    this.reading = reading;
    this.tokenLabel = tokenLabel;
    this.credential = credential;
  }

  /**
   * Reads a credential as {@link CredentialLinter#check} says.
   *
   * @param credential as typed; stays the caller's
   * @param tokenLabel null if none was given
   * @param allowModuleProtection whether a module passphrase is really meant (S109)
   * @throws VaultException {@link ErrorCode#CREDENTIAL_AMBIGUOUS}, {@link
   *     ErrorCode#CREDENTIAL_NOT_ALLOWED}, {@link ErrorCode#MODULE_PROTECTION_NOT_ALLOWED}
   */
  public static TokenLogin of(
      String vendorId,
      SecretChars credential,
      @Nullable String tokenLabel,
      boolean allowModuleProtection) {
    CredentialCheck check = CredentialLinter.check(vendorId, credential, tokenLabel);
    if (!check.problems().isEmpty()) {
      CredentialFinding first = check.problems().get(0);
      // The cure of the one is its code's; the other's is that of the limit that is not kept.
      throw (first.id().equals("NAME_IS_NOT_LABEL")
              ? new VaultException(ErrorCode.CREDENTIAL_AMBIGUOUS, first.text())
              : new VaultException(
                  ErrorCode.CREDENTIAL_NOT_ALLOWED, first.text() + " " + first.cure()))
          .atField(FIELD);
    }
    if (check.needsConfirmation() && !allowModuleProtection) {
      throw new VaultException(ErrorCode.MODULE_PROTECTION_NOT_ALLOWED).atField(FIELD);
    }
    if (check.reading().protection() != KeyProtection.SOFTCARD_OR_OCS) {
      return new TokenLogin(check.reading(), tokenLabel, credential.copy());
    }
    try (EntrustCredential read = EntrustCredential.read(credential, tokenLabel)) {
      return new TokenLogin(check.reading(), read.name(), read.passphrase());
    }
  }

  /** How the credential was read. */
  public CredentialReading reading() {
    return reading;
  }

  /** Label of the token; null if the only one there is is meant. */
  public @Nullable String tokenLabel() {
    return tokenLabel;
  }

  /** What logs in. Owned by this object: not to be closed by the caller. */
  public SecretChars credential() {
    return credential;
  }

  @Override
  public void close() {
    credential.close();
  }

  @Override
  public String toString() {
    return "TokenLogin[" + reading + "]";
  }
}
