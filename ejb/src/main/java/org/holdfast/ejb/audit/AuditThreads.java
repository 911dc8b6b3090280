package org.holdfast.ejb.audit;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;

/** Threads of the container for sealing, verifying and forwarding, without a transaction. */
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AuditThreads {

  @Resource private ManagedExecutorService executor;

  /**
   * Runs it on another thread.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the container takes no more
   */
  public void start(Runnable work) {
    executor.execute(work);
  }
}
