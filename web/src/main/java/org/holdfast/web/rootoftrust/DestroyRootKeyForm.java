package org.holdfast.web.rootoftrust;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.rootoftrust.ledger.RootKeyEntry;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.ManageLedger;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Destroy Root of Trust key: confirmed by typing its number. */
@Named("destroyRootKey")
@RequestScoped
public class DestroyRootKeyForm {

  static final String FORM = "destroyRootKey";

  @Inject private ManageLedger manageLedger;
  @Inject private LedgerPage page;

  private @Nullable String tokenSerial;
  private int number;
  private @Nullable String confirmation;
  private @Nullable SecretChars recoveryPassphrase;
  private @Nullable SecretChars credential;

  /** Opens the dialog for a key, with nothing typed. */
  public void open(RootKeyEntry entry) {
    tokenSerial = entry.tokenSerial();
    number = entry.keyNumber();
    confirmation = null;
  }

  /** Destroys the key; the dialog closes when it is done. */
  public void run() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("recoveryPassphrase", recoveryPassphrase);
    problems.require("confirmation", confirmation);
    if (isCredentialNeeded()) {
      problems.require("credential", credential);
    }
    if (!problems.none()
        || tokenSerial == null
        || confirmation == null
        || recoveryPassphrase == null) {
      return;
    }
    try {
      manageLedger.destroyRootKey(
          tokenSerial,
          number,
          confirmation,
          recoveryPassphrase,
          isCredentialNeeded() ? credential : null);
      page.refresh();
      PrimeFaces.current().ajax().addCallbackParam("done", true);
      FormProblems.done(
          "The Root of Trust key is destroyed",
          "Key number %d is not on the token %s any more.".formatted(number, tokenSerial));
      confirmation = null;
    } catch (RuntimeException e) {
      problems.add(e);
    }
  }

  /** Whether the token is no Root of Trust's any more, so that its credential is asked for. */
  public boolean isCredentialNeeded() {
    return tokenSerial != null && page.needsCredential(tokenSerial);
  }

  public @Nullable String getTokenSerial() {
    return tokenSerial;
  }

  public void setTokenSerial(@Nullable String tokenSerial) {
    this.tokenSerial = tokenSerial;
  }

  public int getNumber() {
    return number;
  }

  public void setNumber(int number) {
    this.number = number;
  }

  public @Nullable String getConfirmation() {
    return confirmation;
  }

  public void setConfirmation(@Nullable String confirmation) {
    this.confirmation = confirmation;
  }

  public @Nullable SecretChars getRecoveryPassphrase() {
    return recoveryPassphrase;
  }

  public void setRecoveryPassphrase(@Nullable SecretChars recoveryPassphrase) {
    this.recoveryPassphrase = recoveryPassphrase;
  }

  public @Nullable SecretChars getCredential() {
    return credential;
  }

  public void setCredential(@Nullable SecretChars credential) {
    this.credential = credential;
  }

  @PreDestroy
  void close() {
    if (recoveryPassphrase != null) {
      recoveryPassphrase.close();
    }
    if (credential != null) {
      credential.close();
    }
  }
}
