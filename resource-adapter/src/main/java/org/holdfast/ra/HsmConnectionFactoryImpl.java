package org.holdfast.ra;

import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.naming.NamingException;
import javax.naming.Reference;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmConnectionFactory;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.HsmUnavailable;
import org.holdfast.domain.hsm.TokenFacts;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ra.cryptoki.SessionPermit;
import org.jspecify.annotations.Nullable;

/** The connection factory in JNDI: connections through the container's pool, logins past it. */
final class HsmConnectionFactoryImpl implements HsmConnectionFactory, Referenceable, Serializable {

  private static final long serialVersionUID = 1L;

  /** The pool's message ids for "none free in time"; it has no exception of its own for that. */
  private static final String[] POOL_EXHAUSTED = {"IJ000655", "IJ000654"};

  /** As long as the pool itself is waited for; the server's configuration reads it too. */
  private static final long PATIENCE_MILLIS = Long.getLong("holdfast.hsm.pool.timeout", 5000L);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final HsmManagedConnectionFactory factory;
  private final ConnectionManager connectionManager;
  private @Nullable Reference reference;

  HsmConnectionFactoryImpl(
      HsmManagedConnectionFactory factory, ConnectionManager connectionManager) {
    this.factory = factory;
    this.connectionManager = connectionManager;
  }

  @Override
  public HsmConnection getConnection(HsmTarget target) throws HsmException {
    factory.cryptoki().requireCredential(target);
    SessionPermit permit = factory.cryptoki().reserve(target, PATIENCE_MILLIS);
    HsmConnectionImpl connection = null;
    try {
      connection = allocate(target, permit);
      connection.hold(permit);
      return connection;
    } finally {
      if (connection == null) {
        permit.close();
      }
    }
  }

  /**
   * Where sessions are limited, nobody uses the one that is missing: the pool is looking after it,
   * which it does now and then, and would open another one meanwhile.
   */
  private HsmConnectionImpl allocate(HsmTarget target, SessionPermit permit) throws HsmException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (true) {
      try {
        return (HsmConnectionImpl)
            connectionManager.allocateConnection(factory, new HsmRequest(target));
      } catch (ResourceException e) {
        HsmException cause = cause(e, target);
        if (cause.fault() != HsmFault.BUSY || !permit.isLimited() || isOver(end)) {
          throw cause;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static boolean isOver(long end) {
    return System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted();
  }

  @Override
  public void login(HsmTarget target, SecretChars credential) throws HsmException {
    factory.cryptoki().login(target, credential);
  }

  @Override
  public void forget(HsmTarget target) {
    factory.cryptoki().forget(target);
  }

  @Override
  public TokenFacts inspect(HsmTarget target) throws HsmException {
    return factory.cryptoki().inspect(target);
  }

  @Override
  public List<TokenFacts> tokens(VendorPack vendor, Path library) throws HsmException {
    return factory.cryptoki().tokens(new HsmTarget(vendor, library, null));
  }

  @Override
  public @Nullable Reference getReference() throws NamingException {
    return reference;
  }

  @Override
  public void setReference(Reference reference) {
    this.reference = reference;
  }

  /** The pool wraps what the adapter threw; what is left is the pool's own trouble. */
  private static HsmException cause(ResourceException failure, HsmTarget target) {
    HsmFault fault = HsmFault.DEVICE_FAILED;
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof HsmException hsm) {
        return hsm;
      }
      if (isPoolExhausted(String.valueOf(at.getMessage()))) {
        fault = HsmFault.BUSY;
      }
    }
    return new HsmUnavailable(
        fault, "No connection to " + target.describe() + " was to be had", null, failure);
  }

  private static boolean isPoolExhausted(String message) {
    for (String id : POOL_EXHAUSTED) {
      if (message.contains(id)) {
        return true;
      }
    }
    return false;
  }
}
