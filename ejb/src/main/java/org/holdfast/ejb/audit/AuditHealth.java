package org.holdfast.ejb.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.rootoftrust.VaultRestored;
import org.jspecify.annotations.Nullable;

/** What is wrong with the audit trail, as far as it was looked at. Safe for use by many threads. */
@ApplicationScoped
public class AuditHealth {

  private @Nullable VaultException broken;
  private @Nullable VaultException newestBroken;
  private @Nullable VaultException notSealed;

  /**
   * What was found last and is not over: {@link ErrorCode#AUDIT_BROKEN} or {@link
   * ErrorCode#AUDIT_NOT_SEALED}; empty if nothing is wrong.
   */
  public synchronized Optional<VaultException> finding() {
    if (broken != null) {
      return Optional.of(broken);
    }
    return Optional.ofNullable(newestBroken != null ? newestBroken : notSealed);
  }

  /**
   * Takes note of what a verification of everything has found.
   *
   * @param detail null if all is good
   */
  synchronized void verified(@Nullable String detail) {
    broken = finding(detail);
    newestBroken = null;
  }

  /** The same of a look at the newest segments; says whether this is news. */
  synchronized boolean lookedAt(@Nullable String detail) {
    boolean news = detail != null && newestBroken == null && broken == null;
    newestBroken = finding(detail);
    return news;
  }

  /** What the sealer met; stays until a verification of everything is good. */
  synchronized void met(String detail) {
    broken = finding(detail);
  }

  synchronized void notSealed(VaultException cause) {
    notSealed = cause;
  }

  synchronized void sealing() {
    notSealed = null;
  }

  synchronized void onRestore(@Observes VaultRestored restored) {
    broken = null;
    newestBroken = null;
  }

  private static @Nullable VaultException finding(@Nullable String detail) {
    return detail == null ? null : new VaultException(ErrorCode.AUDIT_BROKEN, detail);
  }
}
