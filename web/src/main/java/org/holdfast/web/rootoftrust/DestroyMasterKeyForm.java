package org.holdfast.web.rootoftrust;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.ManageLedger;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Destroy master key: confirmed by typing its generation. */
@Named("destroyMasterKey")
@RequestScoped
public class DestroyMasterKeyForm {

  static final String FORM = "destroyMasterKey";

  @Inject private ManageLedger manageLedger;
  @Inject private LedgerPage page;

  private int generation;
  private @Nullable String confirmation;
  private @Nullable SecretChars recoveryPassphrase;

  /** Opens the dialog for a generation, with nothing typed. */
  public void open(int chosen) {
    generation = chosen;
    confirmation = null;
  }

  /** Destroys it; the dialog closes when it is done. */
  public void run() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("recoveryPassphrase", recoveryPassphrase);
    problems.require("confirmation", confirmation);
    if (!problems.none() || confirmation == null || recoveryPassphrase == null) {
      return;
    }
    try {
      manageLedger.destroyMasterKey(generation, confirmation, recoveryPassphrase);
      page.refresh();
      PrimeFaces.current().ajax().addCallbackParam("done", true);
      FormProblems.done(
          "The master key is destroyed",
          "Generation %d is not in the wallet any more.".formatted(generation));
      confirmation = null;
    } catch (RuntimeException e) {
      problems.add(e);
    }
  }

  public int getGeneration() {
    return generation;
  }

  public void setGeneration(int generation) {
    this.generation = generation;
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

  @PreDestroy
  void close() {
    if (recoveryPassphrase != null) {
      recoveryPassphrase.close();
    }
  }
}
