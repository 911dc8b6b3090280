package org.holdfast.web.rootoftrust;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.ChangeRecoveryPassphrase;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Change Recovery Passphrase. */
@Named("changePassphrase")
@RequestScoped
public class ChangePassphraseForm {

  static final String FORM = "changePassphrase";

  @Inject private ChangeRecoveryPassphrase changeRecoveryPassphrase;

  private @Nullable SecretChars oldRecoveryPassphrase;
  private @Nullable SecretChars newRecoveryPassphrase;
  private @Nullable SecretChars newRecoveryPassphraseAgain;

  /** Changes the recovery passphrase. */
  public void change() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("oldRecoveryPassphrase", oldRecoveryPassphrase);
    problems.require("newRecoveryPassphrase", newRecoveryPassphrase);
    problems.same("newRecoveryPassphraseAgain", newRecoveryPassphrase, newRecoveryPassphraseAgain);
    if (problems.none() && oldRecoveryPassphrase != null && newRecoveryPassphrase != null) {
      try {
        changeRecoveryPassphrase.change(oldRecoveryPassphrase, newRecoveryPassphrase);
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done(
            "The recovery passphrase is changed",
            "Backups made before need the former one. Keep it as long as you keep them.");
      } catch (RuntimeException e) {
        VaultException failure = FormProblems.failure(e);
        problems.add(idOf(failure), failure.code(), failure.detail());
      }
    }
  }

  private static @Nullable String idOf(VaultException failure) {
    return failure.code() == ErrorCode.RECOVERY_PASSPHRASE_WRONG
        ? "oldRecoveryPassphrase"
        : failure.field();
  }

  public @Nullable SecretChars getOldRecoveryPassphrase() {
    return oldRecoveryPassphrase;
  }

  public void setOldRecoveryPassphrase(@Nullable SecretChars oldRecoveryPassphrase) {
    this.oldRecoveryPassphrase = oldRecoveryPassphrase;
  }

  public @Nullable SecretChars getNewRecoveryPassphrase() {
    return newRecoveryPassphrase;
  }

  public void setNewRecoveryPassphrase(@Nullable SecretChars newRecoveryPassphrase) {
    this.newRecoveryPassphrase = newRecoveryPassphrase;
  }

  public @Nullable SecretChars getNewRecoveryPassphraseAgain() {
    return newRecoveryPassphraseAgain;
  }

  public void setNewRecoveryPassphraseAgain(@Nullable SecretChars newRecoveryPassphraseAgain) {
    this.newRecoveryPassphraseAgain = newRecoveryPassphraseAgain;
  }

  @PreDestroy
  void close() {
    for (SecretChars secret :
        new SecretChars[] {
          oldRecoveryPassphrase, newRecoveryPassphrase, newRecoveryPassphraseAgain
        }) {
      if (secret != null) {
        secret.close();
      }
    }
  }
}
