package org.holdfast.ra;

import jakarta.resource.ResourceException;
import java.time.Duration;
import org.holdfast.domain.hsm.HsmConnectionFactory;
import org.holdfast.ra.cryptoki.Cryptoki;

/** The resource adapter without a container: no pool, a session for each connection. */
final class Adapter implements AutoCloseable {

  private final HsmResourceAdapter resourceAdapter;
  private final HsmManagedConnectionFactory managed = new HsmManagedConnectionFactory();

  Adapter() {
    this(new Cryptoki(Duration.ofSeconds(30)));
  }

  Adapter(Cryptoki cryptoki) {
    resourceAdapter = new HsmResourceAdapter(cryptoki);
    try {
      managed.setResourceAdapter(resourceAdapter);
    } catch (ResourceException e) {
      throw new IllegalStateException(e);
    }
  }

  HsmConnectionFactory factory() {
    return (HsmConnectionFactory) managed.createConnectionFactory();
  }

  HsmManagedConnectionFactory managed() {
    return managed;
  }

  /** Undeploys. */
  @Override
  public void close() {
    resourceAdapter.stop();
  }
}
