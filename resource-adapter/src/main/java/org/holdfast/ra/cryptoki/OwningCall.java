package org.holdfast.ra.cryptoki;

import org.holdfast.domain.hsm.HsmException;

/** A call that closes what it owns, whether it came to run or not. */
record OwningCall<T, R extends AutoCloseable>(R resource, Use<T, R> use) implements GuardedCall<T> {

  @Override
  public T run() throws HsmException {
    try {
      return use.on(resource);
    } finally {
      dropped();
    }
  }

  @Override
  public void dropped() {
    try {
      resource.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Secrets close without failing", e);
    }
  }
}
