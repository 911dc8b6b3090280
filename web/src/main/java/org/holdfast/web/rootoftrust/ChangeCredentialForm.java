package org.holdfast.web.rootoftrust;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.RootView;
import org.holdfast.ejb.rootoftrust.SetCredential;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/**
 * The dialog Change HSM credential: the two ways that Set Credential can go in HSM mode, step by
 * step, and the one that it cannot (S110, S111).
 */
@Named("changeCredential")
@RequestScoped
public class ChangeCredentialForm {

  static final String FORM = "changeCredential";

  /** What changes. */
  public enum Way {
    /** The passphrase or PIN of the same token. */
    SAME_TOKEN,
    /** The token, after the key was transferred to it. */
    OTHER_TOKEN,
    /** What protects the key: not possible. */
    OTHER_PROTECTION
  }

  @Inject private SetCredential setCredential;
  @Inject private HsmPage page;

  private Way way = Way.SAME_TOKEN;
  private @Nullable String root;
  private @Nullable SecretChars credential;
  private @Nullable SecretChars credentialAgain;
  private @Nullable SecretChars recoveryPassphrase;
  private @Nullable String tokenLabel;
  private boolean allowModuleProtection;

  /** Proves and stores the credential. */
  public void change() {
    FormProblems problems = new FormProblems(FORM);
    RootView meant = meant();
    if (meant == null) {
      problems.add(null, ErrorCode.HSM_MODE_REQUIRED, null);
      return;
    }
    if (way == Way.OTHER_PROTECTION) {
      problems.add("way", ErrorCode.PROTECTION_CHANGE, null);
      return;
    }
    problems.require("credential", credential);
    problems.same("credentialAgain", credential, credentialAgain);
    problems.require("recoveryPassphrase", recoveryPassphrase);
    if (way == Way.OTHER_TOKEN) {
      requireOtherLabel(problems, meant);
    }
    SecretChars typed = credential;
    if (problems.none() && typed != null) {
      set(problems, meant, typed);
    }
  }

  /** The Root of Trust that was chosen; the primary one if none was, and null if there is none. */
  private @Nullable RootView meant() {
    return page.getRoots().stream()
        .filter(one -> root == null || one.name().equals(root))
        .findFirst()
        .orElse(null);
  }

  private void requireOtherLabel(FormProblems problems, RootView meant) {
    problems.require("tokenLabel", tokenLabel);
    if (problems.none() && tokenLabel != null && tokenLabel.equals(meant.tokenLabel())) {
      problems.add("tokenLabel", ErrorCode.INPUT_INVALID, "this is the token in use");
    }
  }

  private void set(FormProblems problems, RootView meant, SecretChars typed) {
    try {
      setCredential.setCredential(
          meant.vendorId(),
          typed,
          recoveryPassphrase,
          way == Way.SAME_TOKEN ? meant.tokenLabel() : tokenLabel,
          allowModuleProtection,
          meant.name());
      PrimeFaces.current().ajax().addCallbackParam("done", true);
      FormProblems.done(
          "The HSM credential is changed",
          "The HSM accepted it, and the Root of Trust key is the same as before.");
    } catch (RuntimeException e) {
      VaultException failure = FormProblems.failure(e);
      problems.add(failure.field(), failure.code(), failure.detail());
    }
  }

  public Way getWay() {
    return way;
  }

  public void setWay(Way way) {
    this.way = way;
  }

  /** Name of the Root of Trust that it is for; null for the primary one. */
  public @Nullable String getRoot() {
    return root;
  }

  public void setRoot(@Nullable String root) {
    this.root = root;
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

  public @Nullable SecretChars getRecoveryPassphrase() {
    return recoveryPassphrase;
  }

  public void setRecoveryPassphrase(@Nullable SecretChars recoveryPassphrase) {
    this.recoveryPassphrase = recoveryPassphrase;
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

  @PreDestroy
  void close() {
    for (SecretChars secret : new SecretChars[] {credential, credentialAgain, recoveryPassphrase}) {
      if (secret != null) {
        secret.close();
      }
    }
  }
}
