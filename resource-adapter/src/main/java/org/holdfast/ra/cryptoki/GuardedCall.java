package org.holdfast.ra.cryptoki;

import org.holdfast.domain.hsm.HsmException;

/**
 * What goes into a PKCS#11 library. It must not use what its caller may close while it runs: the
 * caller may be gone.
 */
public interface GuardedCall<T> {

  /** Runs in a thread of the adapter's. */
  T run() throws HsmException;

  /** It will not run: what it was to use is its own to close. */
  default void dropped() {}

  /** A call that owns what it uses, a copy of a secret as a rule, and closes it in the end. */
  static <T, R extends AutoCloseable> GuardedCall<T> owning(R resource, Use<T, R> use) {
    return new OwningCall<>(resource, use);
  }

  /** What a call does with what it owns. */
  interface Use<T, R> {

    /** Runs in a thread of the adapter's. */
    T on(R resource) throws HsmException;
  }
}
