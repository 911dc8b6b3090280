package org.holdfast.web.rootoftrust;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.ManageRoots;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.TypedConfirmation;
import org.jspecify.annotations.Nullable;

/** The dialog Remove Root of Trust: confirmed by typing its name. */
@Named("removeRoot")
@RequestScoped
public class RemoveRootForm extends TypedConfirmation {

  static final String FORM = "removeRoot";

  @Inject private ManageRoots manageRoots;
  @Inject private HsmPage page;

  private @Nullable String root;
  private @Nullable SecretChars recoveryPassphrase;

  public RemoveRootForm() {
    super(FORM);
  }

  /** Opens the dialog for one of them, with nothing typed. */
  public void open(String chosen) {
    open();
    root = chosen;
  }

  @Override
  protected String name() {
    return String.valueOf(root);
  }

  @Override
  protected void perform() {
    if (recoveryPassphrase == null) {
      throw new VaultException(ErrorCode.INPUT_MISSING, "the recovery passphrase")
          .atField("recoveryPassphrase");
    }
    manageRoots.remove(name(), recoveryPassphrase);
    page.refresh();
    FormProblems.done(
        "The Root of Trust is removed",
        name() + " does not open the vault any more. Its key is still on its token.");
  }

  public @Nullable String getRoot() {
    return root;
  }

  public void setRoot(@Nullable String root) {
    this.root = root;
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
