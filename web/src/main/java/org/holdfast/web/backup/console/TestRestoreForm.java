package org.holdfast.web.backup.console;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.backup.BackupFile;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Test restore. */
@Named("testRestore")
@RequestScoped
public class TestRestoreForm {

  static final String FORM = "testRestore";

  @Inject private TestRestores testRestores;
  @Inject private RestorePage page;

  private @Nullable SecretChars recoveryPassphrase;

  /** Checks the backup, and begins the test. */
  public void test() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("recoveryPassphrase", recoveryPassphrase);
    if (problems.none() && recoveryPassphrase != null) {
      try {
        BackupFile file = page.current();
        testRestores.test(file.destination(), file.file(), recoveryPassphrase);
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done(
            "The test restore has begun",
            "The vault goes on working; this page shows how far it has come.");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  public @Nullable SecretChars getRecoveryPassphrase() {
    return recoveryPassphrase;
  }

  public void setRecoveryPassphrase(@Nullable SecretChars recoveryPassphrase) {
    this.recoveryPassphrase = recoveryPassphrase;
  }

  @PreDestroy
  void close() {
    if (recoveryPassphrase != null) {
      recoveryPassphrase.close();
    }
  }
}
