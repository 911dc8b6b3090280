package org.holdfast.web.rootoftrust;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.ReverseMigrate;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog HSM Reverse Migrate (S32). */
@Named("reverseMigrate")
@RequestScoped
public class ReverseMigrateForm {

  static final String FORM = "reverseMigrate";

  @Inject private ReverseMigrate reverseMigrate;

  private @Nullable String root;
  private @Nullable SecretChars credential;
  private @Nullable SecretChars oldRecoveryPassphrase;
  private @Nullable SecretChars newRecoveryPassphrase;
  private @Nullable SecretChars newRecoveryPassphraseAgain;

  public void migrate() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("credential", credential);
    problems.require("oldRecoveryPassphrase", oldRecoveryPassphrase);
    problems.require("newRecoveryPassphrase", newRecoveryPassphrase);
    problems.same("newRecoveryPassphraseAgain", newRecoveryPassphrase, newRecoveryPassphraseAgain);
    if (problems.none()
        && credential != null
        && oldRecoveryPassphrase != null
        && newRecoveryPassphrase != null) {
      try {
        reverseMigrate.reverseMigrate(
            credential, oldRecoveryPassphrase, newRecoveryPassphrase, root);
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done(
            "HSM mode has ended", "The wallet is protected by the new recovery passphrase.");
      } catch (RuntimeException e) {
        VaultException failure = FormProblems.failure(e);
        problems.add(idOf(failure), failure.code(), failure.detail());
      }
    }
  }

  /** There are two recovery passphrases here: which one is meant follows from the code. */
  private static @Nullable String idOf(VaultException failure) {
    String field = failure.field();
    if (failure.code() == ErrorCode.RECOVERY_PASSPHRASE_WRONG) {
      return "oldRecoveryPassphrase";
    }
    if (failure.code() == ErrorCode.PASSPHRASE_WEAK) {
      return "newRecoveryPassphrase";
    }
    return field;
  }

  /** Name of the Root of Trust that the credential is for; null for the primary one. */
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
        new @Nullable SecretChars[] {
          credential, oldRecoveryPassphrase, newRecoveryPassphrase, newRecoveryPassphraseAgain
        }) {
      if (secret != null) {
        secret.close();
      }
    }
  }
}
