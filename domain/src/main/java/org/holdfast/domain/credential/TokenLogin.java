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

  /**
   * Label of the token that somebody means for whom the vault has one on record (S15). What the
   * credential itself names counts more: a passphrase with a separator is never completed by a
   * label that was not typed, since an attempt would be lost on a misread name (S109).
   *
   * @param credential as typed; stays the caller's
   * @param given the label that was typed; null if none was
   * @param allowModuleProtection whether a module passphrase is meant, and so no token (S105)
   * @param known label on record; null if there is none
   * @return null if the credential says it, or the only token there is is meant
   */
  public static @Nullable String meantLabel(
      String vendorId,
      SecretChars credential,
      @Nullable String given,
      boolean allowModuleProtection,
      @Nullable String known) {
    if (given != null || known == null || !CredentialLinter.ENTRUST.equals(vendorId)) {
      return given == null ? known : given;
    }
    try (EntrustCredential read = EntrustCredential.read(credential, null)) {
      return allowModuleProtection || read.hasSeparator() ? null : known;
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
