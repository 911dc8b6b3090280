package org.holdfast.ra;

import org.holdfast.domain.hsm.HsmConnectionFactory;

/**
 * The adapter without a container, for a command that reaches an HSM by itself: no pool, a session
 * for each connection. Libraries load when they are first used.
 */
public final class LocalHsm implements AutoCloseable {

  private final HsmResourceAdapter adapter = new HsmResourceAdapter();
  private final HsmConnectionFactory factory;

  /** Loads nothing yet. */
  public LocalHsm() {
    HsmManagedConnectionFactory managed = new HsmManagedConnectionFactory(adapter);
    factory = new HsmConnectionFactoryImpl(managed, new UnpooledConnectionManager());
  }

  /** The way to tokens, until this is closed. */
  public HsmConnectionFactory factory() {
    return factory;
  }

  /** Logs out of every token and finalizes the libraries. */
  @Override
  public void close() {
    adapter.cryptoki().close();
  }
}
