package org.holdfast.ra;

import java.util.List;
import java.util.function.Consumer;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.hsm.TokenFacts;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ra.cryptoki.SessionPermit;
import org.holdfast.ra.cryptoki.TokenOperations;
import org.jspecify.annotations.Nullable;

/** The handle that the application holds. It is worthless once closed, whoever closed it. */
final class HsmConnectionImpl implements HsmConnection {

  private volatile @Nullable HsmManagedConnection managed;
  private volatile @Nullable SessionPermit permit;

  HsmConnectionImpl(HsmManagedConnection managed) {
    this.managed = managed;
  }

  @Override
  public TokenFacts token() throws HsmException {
    return call("describe the token", TokenOperations::token);
  }

  @Override
  public List<RootKeyFacts> rootKeys() throws HsmException {
    return call("list the Root of Trust keys", TokenOperations::rootKeys);
  }

  @Override
  public RootKeyFacts rootKey(KeyRef key) throws HsmException {
    return call("find " + key, operations -> operations.rootKey(key));
  }

  @Override
  public int highestKeyNumber() throws HsmException {
    return call("read the key number", TokenOperations::highestKeyNumber);
  }

  @Override
  public RootKeyFacts createRootKey(KeyRef key, boolean extractable) throws HsmException {
    return call("create " + key, operations -> operations.createRootKey(key, extractable));
  }

  @Override
  public void destroyRootKey(KeyRef key) throws HsmException {
    call(
        "destroy " + key,
        operations -> {
          operations.destroyRootKey(key);
          return true;
        });
  }

  @Override
  public WrappedSecret wrap(KeyRef key, SecretBytes secret) throws HsmException {
    return calling(managed -> managed.wrap(key, secret));
  }

  @Override
  public SecretBytes unwrap(WrappedSecret wrapped) throws HsmException {
    return call(
        "unwrap with " + wrapped.key(),
        operations -> operations.unwrap(wrapped),
        SecretBytes::close);
  }

  @Override
  public SecretBytes random(int size) throws HsmException {
    return call("give random bytes", operations -> operations.random(size), SecretBytes::close);
  }

  @Override
  public void close() {
    HsmManagedConnection current = managed;
    try {
      if (current != null) {
        managed = null;
        current.closed(this);
      }
    } finally {
      SessionPermit held = permit;
      if (held != null) {
        held.close();
      }
    }
  }

  /** Gives the permit back when it is closed: not before the session is in the pool again. */
  void hold(SessionPermit given) {
    permit = given;
  }

  /** The container took the connection away. */
  void detach() {
    managed = null;
  }

  void moveTo(HsmManagedConnection other) {
    HsmManagedConnection current = managed;
    if (current != null) {
      current.forget(this);
    }
    managed = other;
  }

  private <T> T call(String doing, HsmManagedConnection.Call<T> call) throws HsmException {
    return call(doing, call, result -> {});
  }

  private <T> T call(String doing, HsmManagedConnection.Call<T> call, Consumer<? super T> late)
      throws HsmException {
    return calling(managed -> managed.use(doing, call, late));
  }

  private interface Calling<T> {
    T on(HsmManagedConnection managed) throws HsmException;
  }

  private <T> T calling(Calling<T> calling) throws HsmException {
    HsmManagedConnection current = managed;
    if (current == null) {
      throw new IllegalStateException("The HSM connection was closed");
    }
    try {
      return calling.on(current);
    } catch (HsmException e) {
      current.failed(this, e);
      throw e;
    }
  }
}
