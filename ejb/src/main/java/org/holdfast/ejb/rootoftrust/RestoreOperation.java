package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.holdfast.domain.error.ErrorCode;

/** Puts a backup in place of the vault, as one more Root of Trust operation. */
@ApplicationScoped
public class RestoreOperation {

  @Inject private OperationRunner runner;
  @Inject private WorkTools tools;

  /**
   * Runs the restore to its end; it may take hours.
   *
   * @param content is closed
   * @throws org.holdfast.domain.error.VaultException why it failed; the vault is as it was before,
   *     but for {@link ErrorCode#OPERATION_UNDECIDED}
   */
  public void run(String actor, RestoreContent content) {
    runner.run(actor, new RestoreWork(tools, content, actor));
  }
}
