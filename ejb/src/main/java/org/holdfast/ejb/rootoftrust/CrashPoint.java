package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.ejb.node.SystemMessages;
import org.holdfast.ejb.node.VaultConfig;

/**
 * Lets a crash test, or an operator who wants proof, stop the process at one step of an operation,
 * with no more ceremony than {@code kill -9} has.
 */
@ApplicationScoped
public class CrashPoint {

  private static final int EXIT_CODE_OF_SIGKILL = 137;

  @Inject private VaultConfig config;

  void reached(OperationKind kind, OperationStep step) {
    reached(kind + ":" + step);
  }

  /** Ends the process here if it was told to: {@code holdfast.halt-at}. */
  public void reached(String here) {
    if (config.haltAt().filter(here::equals).isPresent()) {
      SystemMessages.LOG.halting(here);
      Runtime.getRuntime().halt(EXIT_CODE_OF_SIGKILL);
    }
  }
}
