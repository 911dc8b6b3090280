package org.holdfast.web.rootoftrust;

import org.holdfast.domain.credential.CredentialCheck;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.CheckCredential;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** The fields that name a token and log in to it: the same in two dialogs (S13, S23). */
public final class TokenFields implements AutoCloseable {

  private @Nullable String vendor;
  private @Nullable SecretChars credential;
  private @Nullable SecretChars credentialAgain;
  private boolean useTokenLabel;
  private @Nullable String tokenLabel;
  private boolean allowModuleProtection;
  private @Nullable CredentialCheck reading;

  /** The two entries of the credential must match (S14). */
  void check(FormProblems problems) {
    problems.require("vendor", vendor);
    problems.require("credential", credential);
    problems.same("credentialAgain", credential, credentialAgain);
    if (useTokenLabel) {
      problems.require("tokenLabel", tokenLabel);
    }
  }

  /** Says how the credential will be read, while the form is still being filled in (S109). */
  void look(CheckCredential checker) {
    String chosen = vendor;
    SecretChars typed = credential;
    if (chosen == null || chosen.isBlank() || typed == null || typed.isEmpty()) {
      return;
    }
    String label = labelInUse();
    reading = checker.check(chosen, typed, label == null || label.isBlank() ? null : label);
  }

  /** What {@link #look} found; null if there is nothing to look at. */
  public @Nullable CredentialCheck getReading() {
    return reading;
  }

  /** The label to look for; null for the only token there is. */
  @Nullable String labelInUse() {
    return useTokenLabel ? tokenLabel : null;
  }

  public @Nullable String getVendor() {
    return vendor;
  }

  public void setVendor(@Nullable String vendor) {
    this.vendor = vendor;
  }

  public @Nullable SecretChars getCredential() {
    return credential;
  }

  public void setCredential(@Nullable SecretChars credential) {
    this.credential = credential;
  }

  public @Nullable SecretChars getCredentialAgain() {
    return credentialAgain;
  }

  public void setCredentialAgain(@Nullable SecretChars credentialAgain) {
    this.credentialAgain = credentialAgain;
  }

  public boolean isUseTokenLabel() {
    return useTokenLabel;
  }

  public void setUseTokenLabel(boolean useTokenLabel) {
    this.useTokenLabel = useTokenLabel;
  }

  public @Nullable String getTokenLabel() {
    return tokenLabel;
  }

  public void setTokenLabel(@Nullable String tokenLabel) {
    this.tokenLabel = tokenLabel;
  }

  /** Whether a module passphrase is really meant (S109). */
  public boolean isAllowModuleProtection() {
    return allowModuleProtection;
  }

  public void setAllowModuleProtection(boolean allowModuleProtection) {
    this.allowModuleProtection = allowModuleProtection;
  }

  @Override
  public void close() {
    if (credential != null) {
      credential.close();
    }
    if (credentialAgain != null) {
      credentialAgain.close();
    }
  }
}
