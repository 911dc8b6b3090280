package org.holdfast.web.rootoftrust;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.rootoftrust.ledger.KeyNeeds;
import org.holdfast.domain.rootoftrust.ledger.Ledger;
import org.holdfast.domain.rootoftrust.ledger.RootKeyEntry;
import org.holdfast.domain.rootoftrust.ledger.RootKeyEntry.Standing;
import org.holdfast.ejb.rootoftrust.ManageLedger;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** The ledger: which keys there are, and what still needs each of them (B9). */
@Named("ledger")
@RequestScoped
public class LedgerPage {

  @Inject private ManageLedger manageLedger;

  private @Nullable Ledger view;
  private @Nullable VaultException failure;

  /** Counts again, so that the page shows what an action has changed. */
  public void refresh() {
    try {
      view = manageLedger.read();
      failure = null;
    } catch (RuntimeException e) {
      view = null;
      failure = FormProblems.failure(e);
    }
  }

  /** Null if it cannot be told. */
  public @Nullable Ledger getView() {
    if (view == null && failure == null) {
      refresh();
    }
    return view;
  }

  /** Why there is no {@link #getView()}. */
  public @Nullable VaultException getFailure() {
    getView();
    return failure;
  }

  /** Whether nothing needs a key, but for the time that it rests. */
  public boolean resting(KeyNeeds needs) {
    return needs.count() == 0 && needs.restsUntil() != null;
  }

  /** Whether the vault has no credential for the token that a key is on. */
  boolean needsCredential(String tokenSerial) {
    Ledger known = getView();
    return known == null
        || known.rootKeys().stream()
            .filter(entry -> entry.standing() == Standing.IN_FORCE)
            .map(RootKeyEntry::tokenSerial)
            .noneMatch(tokenSerial::equals);
  }
}
