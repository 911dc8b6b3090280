package org.holdfast.domain.doctor;

import java.util.Optional;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.wallet.Vault;

/** Whether the vault is open: all else may be well while an administrator keeps it shut. */
final class VaultCheck implements Check {

  @Override
  public void run(Examination examination, Findings findings) {
    if (examination.isIn(Mode.NOT_INSTALLED)) {
      findings.skip(Step.VAULT_OPEN, "It opens with post-install");
      return;
    }
    Optional<Vault.Status> known = examination.knowledge().vault();
    if (known.isEmpty()) {
      findings.skip(
          Step.VAULT_OPEN, "The vault knows it: run the doctor in the console, or with --user");
      return;
    }
    Vault.Status status = known.get();
    ErrorCode cause = status.cause();
    if (status.open()) {
      findings.pass(Step.VAULT_OPEN, "Open since " + status.since());
    } else if (cause == null) {
      findings.fail(Step.VAULT_OPEN, "Closed since " + status.since());
    } else {
      VaultException why = new VaultException(cause, "closed since " + status.since());
      if (cause == ErrorCode.CLOSED_BY_ADMINISTRATOR) {
        // Somebody means it.
        findings.warn(Step.VAULT_OPEN, why);
      } else {
        findings.fail(Step.VAULT_OPEN, why);
      }
    }
  }
}
