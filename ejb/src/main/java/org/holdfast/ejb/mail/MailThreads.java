package org.holdfast.ejb.mail;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;

/** A thread of the container for mail, without a transaction. */
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MailThreads {

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
