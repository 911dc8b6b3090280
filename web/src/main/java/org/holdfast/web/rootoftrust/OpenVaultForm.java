package org.holdfast.web.rootoftrust;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.OpenVault;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Open vault of passphrase mode. */
@Named("openVault")
@RequestScoped
public class OpenVaultForm {

  static final String FORM = "openVault";

  @Inject private OpenVault openVault;

  private @Nullable SecretChars recoveryPassphrase;

  /** Opens the vault. */
  public void open() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("recoveryPassphrase", recoveryPassphrase);
    if (problems.none()) {
      try {
        if (!openVault.open(recoveryPassphrase).vaultOpen()) {
          throw new VaultException(ErrorCode.VAULT_CLOSED);
        }
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done("The vault is open", "Security objects can be stored and read again.");
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
