package org.holdfast.web.backup.console;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.backup.BackupFile;
import org.holdfast.ejb.backup.RestoreBackup;
import org.holdfast.web.form.PageTurn;
import org.holdfast.web.form.TypedConfirmation;
import org.jspecify.annotations.Nullable;

/** The dialog Restore: confirmed by typing the file's name (S78). */
@Named("restore")
@RequestScoped
public class RestoreForm extends TypedConfirmation {

  @Inject private RestoreBackup restoreBackup;
  @Inject private RestorePage page;

  private @Nullable SecretChars recoveryPassphrase;
  private boolean withoutSafetyBackup;

  public RestoreForm() {
    super("restore", "the name of the file");
  }

  @Override
  protected String name() {
    return page.current().file();
  }

  @Override
  protected void perform() {
    if (recoveryPassphrase == null || recoveryPassphrase.isEmpty()) {
      throw new VaultException(ErrorCode.INPUT_MISSING).atField("recoveryPassphrase");
    }
    BackupFile file = page.current();
    restoreBackup.restore(file.destination(), file.file(), recoveryPassphrase, withoutSafetyBackup);
    // Shown to everybody, whoever the users are afterwards; and soon the one page that is served.
    PageTurn.to("/restoring.xhtml");
  }

  public @Nullable SecretChars getRecoveryPassphrase() {
    return recoveryPassphrase;
  }

  public void setRecoveryPassphrase(@Nullable SecretChars recoveryPassphrase) {
    this.recoveryPassphrase = recoveryPassphrase;
  }

  public boolean isWithoutSafetyBackup() {
    return withoutSafetyBackup;
  }

  public void setWithoutSafetyBackup(boolean withoutSafetyBackup) {
    this.withoutSafetyBackup = withoutSafetyBackup;
  }

  @PreDestroy
  void close() {
    if (recoveryPassphrase != null) {
      recoveryPassphrase.close();
    }
  }
}
