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
 *
 * <p>A vault that is locked stays closed, whoever would open it, until the lock is released.
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
  private boolean locked;
  private long locks;

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

  /**
   * Opens the vault with this ring, which it owns from now on, in place of any it had.
   *
   * @return false if the vault is locked: it stays closed, and the ring is zeroed
   */
  public boolean open(MasterKeyRing fresh) {
    lock.writeLock().lock();
    try {
      if (locked) {
        fresh.close();
        return false;
      }
      if (ring == null) {
        status = new Status(true, null, null, clock.instant());
      } else {
        ring.close();
      }
      ring = fresh;
      return true;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Closes the vault: the master keys are zeroed. On a closed vault, changes the cause; on a locked
   * one, does nothing.
   */
  public void close(ErrorCode cause, @Nullable String detail) {
    lock.writeLock().lock();
    try {
      if (!locked) {
        shut(cause, detail);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Closes the vault for as long as it is not {@linkplain #release released}. */
  public void lock(ErrorCode cause, @Nullable String detail) {
    lock.writeLock().lock();
    try {
      locked = true;
      locks++;
      shut(cause, detail);
    } finally {
      lock.writeLock().unlock();
    }
  }

  public boolean isLocked() {
    lock.readLock().lock();
    try {
      return locked;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** How often the vault was locked so far. */
  public long locks() {
    lock.readLock().lock();
    try {
      return locks;
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Lets the vault be opened again; it stays closed until somebody does.
   *
   * @param seen {@link #locks} when it was decided: whoever has locked it since has the last word
   * @return whether the vault may be opened now
   */
  public boolean release(long seen) {
    lock.writeLock().lock();
    try {
      if (locks == seen) {
        locked = false;
      }
      return !locked;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void shut(ErrorCode cause, @Nullable String detail) {
    if (ring != null) {
      ring.close();
      ring = null;
      status = new Status(false, cause, detail, clock.instant());
    } else {
      status = new Status(false, cause, detail, status.since());
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
