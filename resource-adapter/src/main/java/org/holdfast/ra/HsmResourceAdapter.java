package org.holdfast.ra;

import jakarta.resource.NotSupportedException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.Serializable;
import java.time.Duration;
import javax.transaction.xa.XAResource;
import org.holdfast.ra.cryptoki.Cryptoki;

/**
 * The HSM resource adapter. Starting it cannot fail, because a resource adapter that does not start
 * takes the whole application with it: a library that is missing is reported to whoever asks for a
 * connection. Stopping it finalizes every library, so that the next start finds them fresh.
 */
public final class HsmResourceAdapter implements ResourceAdapter, Serializable {

  private static final long serialVersionUID = 1L;

  /** Beyond what a network HSM takes to make a key or to fail over. */
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private transient volatile Cryptoki cryptoki;
  private volatile Duration deadline = DEADLINE;

  /** For the container. */
  public HsmResourceAdapter() {
    this(new Cryptoki(DEADLINE));
  }

  HsmResourceAdapter(Cryptoki cryptoki) {
    this.cryptoki = cryptoki;
  }

  /**
   * For the container.
   *
   * @param milliseconds after which whoever waits for the HSM is answered, at least 1
   */
  public void setDeadlineMillis(Long milliseconds) {
    deadline = Duration.ofMillis(Math.max(1, milliseconds));
  }

  /** For the container. */
  public Long getDeadlineMillis() {
    return deadline.toMillis();
  }

  @Override
  public void start(BootstrapContext context) {
    cryptoki = new Cryptoki(deadline);
    RaLog.LOG.started();
  }

  @Override
  public void stop() {
    cryptoki.close();
    RaLog.LOG.stopped();
  }

  @Override
  public void endpointActivation(MessageEndpointFactory endpoints, ActivationSpec spec)
      throws NotSupportedException {
    throw new NotSupportedException("An HSM delivers no messages");
  }

  @Override
  public void endpointDeactivation(MessageEndpointFactory endpoints, ActivationSpec spec) {}

  /** None: an HSM takes part in no transaction, so there is nothing to recover. */
  @Override
  public XAResource[] getXAResources(ActivationSpec[] specs) {
    return new XAResource[0];
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  Cryptoki cryptoki() {
    return cryptoki;
  }
}
