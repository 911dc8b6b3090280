package org.holdfast.domain.wallet;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/**
 * The vault of this process: open, with the master keys in memory, or closed with a cause. Safe for
 * use by many threads; a ring that is replaced or closed is zeroed when its last user is done.
 */
public final class Vault {

  /**
   * How the vault stands.
   *
   * @param cause why it is closed; null while open
   * @param detail the cause in words
   */
  public record Status(
      boolean open, @Nullable ErrorCode cause, @Nullable String detail, Instant since) {}

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Clock clock;
  private @Nullable MasterKeyRing ring;
  private Status status;

  /** A closed vault. */
  public Vault(Clock clock) {
    this.clock = clock;
    this.status = new Status(false, ErrorCode.STARTING, null, clock.instant());
  }

  public Status status() {
    lock.readLock().lock();
    try {
      return status;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Opens the vault with this ring, which it owns from now on, in place of any it had. */
  public void open(MasterKeyRing fresh) {
    lock.writeLock().lock();
    try {
      if (ring == null) {
        status = new Status(true, null, null, clock.instant());
      } else {
        ring.close();
      }
      ring = fresh;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Closes the vault: the master keys are zeroed. On a closed vault, changes the cause. */
  public void close(ErrorCode cause, @Nullable String detail) {
    lock.writeLock().lock();
    try {
      if (ring != null) {
        ring.close();
        ring = null;
        status = new Status(false, cause, detail, clock.instant());
      } else {
        status = new Status(false, cause, detail, status.since());
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Uses the master keys; the ring must not be kept.
   *
   * @throws VaultException {@link ErrorCode#VAULT_CLOSED}
   */
  public <T> T with(Function<MasterKeyRing, T> use) {
    lock.readLock().lock();
    try {
      if (ring == null) {
        ErrorCode cause = status.cause();
        throw new VaultException(
            ErrorCode.VAULT_CLOSED, cause == null ? "no cause known" : cause.title());
      }
      return use.apply(ring);
    } finally {
      lock.readLock().unlock();
    }
  }
}
