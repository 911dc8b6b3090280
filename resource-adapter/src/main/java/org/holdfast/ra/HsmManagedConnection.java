package org.holdfast.ra;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.ra.cryptoki.TokenOperations;
import org.holdfast.ra.cryptoki.TokenSession;
import org.jspecify.annotations.Nullable;

/**
 * One PKCS#11 session in the container's pool, and the handles that the application holds on it.
 * Closing a handle only tells the container; the session is closed by {@link #destroy}.
 */
final class HsmManagedConnection implements ManagedConnection {

  private final HsmRequest request;
  private final TokenSession session;
  private final TokenOperations operations;
  private final Set<HsmConnectionImpl> handles = ConcurrentHashMap.newKeySet();
  private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
  private @Nullable PrintWriter logWriter;

  HsmManagedConnection(HsmRequest request, TokenSession session) {
    this.request = request;
    this.session = session;
    this.operations = session.operations();
  }

  @Override
  public Object getConnection(@Nullable Subject subject, @Nullable ConnectionRequestInfo info) {
    HsmConnectionImpl handle = new HsmConnectionImpl(this);
    handles.add(handle);
    return handle;
  }

  @Override
  public void associateConnection(Object connection) throws ResourceException {
    if (!(connection instanceof HsmConnectionImpl handle)) {
      throw new ResourceException("Not a connection of this adapter");
    }
    handle.moveTo(this);
    handles.add(handle);
  }

  /** Invalidates the handles; the session stays for the next user. */
  @Override
  public void cleanup() {
    for (HsmConnectionImpl handle : handles) {
      handle.detach();
    }
    handles.clear();
  }

  /** Closes the session. Never fails: the container has no use for it any more. */
  @Override
  public void destroy() {
    cleanup();
    session.close();
  }

  @Override
  public void addConnectionEventListener(ConnectionEventListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeConnectionEventListener(ConnectionEventListener listener) {
    listeners.remove(listener);
  }

  @Override
  public XAResource getXAResource() throws ResourceException {
    throw new NotSupportedException("An HSM takes part in no transaction");
  }

  @Override
  public LocalTransaction getLocalTransaction() throws ResourceException {
    throw new NotSupportedException("An HSM takes part in no transaction");
  }

  @Override
  public ManagedConnectionMetaData getMetaData() {
    return new HsmManagedConnectionMetaData(request.target());
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    logWriter = out;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  boolean matches(HsmRequest other) {
    return request.equals(other) && !session.isBroken();
  }

  boolean isValid() {
    return session.isValid();
  }

  TokenOperations operations() {
    return operations;
  }

  void forget(HsmConnectionImpl handle) {
    handles.remove(handle);
  }

  /** The application is done with a handle. */
  void closed(HsmConnectionImpl handle) {
    forget(handle);
    fire(
        ConnectionEvent.CONNECTION_CLOSED, handle, null, ConnectionEventListener::connectionClosed);
  }

  /** A call failed; if it took the session with it, the container must not pool it again. */
  void failed(HsmConnectionImpl handle, HsmException failure) {
    if (session.isBroken()) {
      fire(
          ConnectionEvent.CONNECTION_ERROR_OCCURRED,
          handle,
          failure,
          ConnectionEventListener::connectionErrorOccurred);
    }
  }

  private void fire(
      int id,
      HsmConnectionImpl handle,
      @Nullable Exception failure,
      BiConsumer<ConnectionEventListener, ConnectionEvent> notification) {
    ConnectionEvent event =
        failure == null ? new ConnectionEvent(this, id) : new ConnectionEvent(this, id, failure);
    event.setConnectionHandle(handle);
    for (ConnectionEventListener listener : listeners) {
      notification.accept(listener, event);
    }
  }
}
