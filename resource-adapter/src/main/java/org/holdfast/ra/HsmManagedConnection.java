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
import java.util.function.Consumer;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ra.cryptoki.GuardedCall;
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
  private final Object use = new Object();

  /** A call is in the library; guarded by {@link #use}. */
  private boolean inCall;

  /** Guarded by {@link #use}. */
  private boolean destroyed;

  private @Nullable PrintWriter logWriter;

  /** Something to do with the session. */
  interface Call<T> {
    T on(TokenOperations operations) throws HsmException;
  }

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

  /**
   * Closes the session, or leaves that to a call that was given up and is in the library still.
   * Never fails: the container has no use for it any more.
   */
  @Override
  public void destroy() {
    cleanup();
    synchronized (use) {
      if (destroyed) {
        return;
      }
      destroyed = true;
      if (inCall) {
        return;
      }
    }
    try {
      session.guarded(
          "close a session",
          () -> {
            session.close();
            return true;
          },
          done -> {});
    } catch (HsmException e) {
      // The library does not answer: its sessions end with its next initialization.
      session.giveUp();
    }
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

  /**
   * Asks the library. One that is silent is not asked, as a pool's one thread asks for all of them:
   * the session then counts as valid until somebody uses it.
   */
  boolean isValid() {
    synchronized (use) {
      if (destroyed) {
        return false;
      }
    }
    if (session.isSilent()) {
      return true;
    }
    try {
      return use("look at a session", on -> session.isValid(), valid -> {});
    } catch (HsmException e) {
      return false;
    }
  }

  /**
   * Runs a call on the session. When it is given up, the session is of no more use.
   *
   * @param doing completes "failed to"
   * @param late is given the result of a call that was given up and succeeded all the same
   */
  <T> T use(String doing, Call<T> call, Consumer<? super T> late) throws HsmException {
    return guarded(doing, () -> inSession(call), late);
  }

  /** Wraps a copy of a secret, since the call may outlive its caller, who closes the secret. */
  WrappedSecret wrap(KeyRef key, SecretBytes secret) throws HsmException {
    return guarded(
        "wrap with " + key,
        GuardedCall.owning(secret.copy(), own -> inSession(on -> on.wrap(key, own))),
        wrapped -> {});
  }

  private <T> T guarded(String doing, GuardedCall<T> call, Consumer<? super T> late)
      throws HsmException {
    try {
      return session.guarded(doing, call, late);
    } catch (HsmException e) {
      if (e.fault() == HsmFault.TIMED_OUT) {
        session.giveUp();
      }
      throw e;
    }
  }

  private <T> T inSession(Call<T> call) throws HsmException {
    synchronized (use) {
      if (destroyed) {
        throw new IllegalStateException("The HSM connection was taken away");
      }
      inCall = true;
    }
    try {
      return call.on(operations);
    } finally {
      boolean close;
      synchronized (use) {
        inCall = false;
        close = destroyed;
      }
      if (close) {
        session.close();
      }
    }
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
