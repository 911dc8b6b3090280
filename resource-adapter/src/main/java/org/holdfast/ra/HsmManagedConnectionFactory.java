package org.holdfast.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.ResourceAllocationException;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.Subject;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.ra.cryptoki.Cryptoki;
import org.jspecify.annotations.Nullable;

/**
 * Makes PKCS#11 sessions for the container's pool, and finds those in it that are of no more use.
 * It holds no credential and reads none from the caller's subject: the login belongs to the token.
 */
public final class HsmManagedConnectionFactory
    implements ManagedConnectionFactory,
        ValidatingManagedConnectionFactory,
        ResourceAdapterAssociation {

  private static final long serialVersionUID = 1L;

  private transient @Nullable HsmResourceAdapter resourceAdapter;
  private transient @Nullable PrintWriter logWriter;

  /** For the container, which associates the adapter afterwards. */
  public HsmManagedConnectionFactory() {}

  HsmManagedConnectionFactory(HsmResourceAdapter adapter) {
    resourceAdapter = adapter;
  }

  @Override
  public Object createConnectionFactory(ConnectionManager connectionManager) {
    return new HsmConnectionFactoryImpl(this, connectionManager);
  }

  /** For use outside a container: each connection has a session of its own. */
  @Override
  public Object createConnectionFactory() {
    return new HsmConnectionFactoryImpl(this, new UnpooledConnectionManager());
  }

  @Override
  public ManagedConnection createManagedConnection(
      @Nullable Subject subject, @Nullable ConnectionRequestInfo info) throws ResourceException {
    HsmRequest request = request(info);
    try {
      return new HsmManagedConnection(request, cryptoki().open(request.target()));
    } catch (HsmException e) {
      throw new ResourceAllocationException(e.getMessage(), e);
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // the signature of the specification
  public @Nullable ManagedConnection matchManagedConnections(
      Set candidates, @Nullable Subject subject, @Nullable ConnectionRequestInfo info)
      throws ResourceException {
    HsmRequest request = request(info);
    for (Object candidate : candidates) {
      if (candidate instanceof HsmManagedConnection connection && connection.matches(request)) {
        return connection;
      }
    }
    return null;
  }

  @Override
  @SuppressWarnings("rawtypes") // the signature of the specification
  public Set getInvalidConnections(Set connections) {
    Set<HsmManagedConnection> invalid = new HashSet<>();
    for (Object candidate : connections) {
      if (candidate instanceof HsmManagedConnection connection && !connection.isValid()) {
        invalid.add(connection);
      }
    }
    return invalid;
  }

  @Override
  public @Nullable ResourceAdapter getResourceAdapter() {
    return resourceAdapter;
  }

  @Override
  public void setResourceAdapter(ResourceAdapter adapter) throws ResourceException {
    if (resourceAdapter != null || !(adapter instanceof HsmResourceAdapter hsm)) {
      throw new jakarta.resource.spi.IllegalStateException(
          "Associated with the HSM resource adapter once, and with no other");
    }
    resourceAdapter = hsm;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  /** Kept because the specification asks for it; the adapter logs through JBoss Logging. */
  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    logWriter = out;
  }

  /** Equal are those of the same adapter: there are no properties to tell them apart. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HsmManagedConnectionFactory that
        && Objects.equals(resourceAdapter, that.resourceAdapter);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(resourceAdapter);
  }

  Cryptoki cryptoki() {
    HsmResourceAdapter adapter = resourceAdapter;
    if (adapter == null) {
      throw new IllegalStateException("No HSM resource adapter was associated");
    }
    return adapter.cryptoki();
  }

  private static HsmRequest request(@Nullable ConnectionRequestInfo info) throws ResourceException {
    if (info instanceof HsmRequest request) {
      return request;
    }
    throw new ResourceException("A connection needs to know its HSM: ask for it by HsmTarget");
  }
}
