package org.holdfast.web.rootoftrust;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.ManageRoots;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Rotate Root of Trust. */
@Named("rotateRoot")
@RequestScoped
public class RotateRootForm {

  static final String FORM = "rotateRoot";

  @Inject private ManageRoots manageRoots;
  @Inject private HsmPage page;

  private @Nullable String root;
  private @Nullable SecretChars recoveryPassphrase;

  /** Opens the dialog for one of them. */
  public void open(String chosen) {
    root = chosen;
  }

  public void rotate() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("recoveryPassphrase", recoveryPassphrase);
    if (problems.none() && root != null && recoveryPassphrase != null) {
      try {
        manageRoots.rotate(root, recoveryPassphrase);
        page.refresh();
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done(
            "The Root of Trust is rotated", root + " has another key, and the wallet is under it.");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
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
