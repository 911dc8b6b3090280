package org.holdfast.domain.hsm;

import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import org.holdfast.domain.secret.SecretBytes;

/** A connection to a {@link FakeToken}. */
final class FakeConnection implements HsmConnection {

  private static final int MAX_BYTES = 4096;

  private final FakeHsm hsm;
  private final FakeToken token;
  private final VendorPack vendor;
  private boolean closed;

  FakeConnection(FakeHsm hsm, FakeToken token, VendorPack vendor) {
    this.hsm = hsm;
    this.token = token;
    this.vendor = vendor;
  }

  @Override
  public TokenFacts token() throws HsmException {
    requireUsable();
    return token.facts();
  }

  @Override
  public List<RootKeyFacts> rootKeys() throws HsmException {
    requireUsable();
    synchronized (token) {
      return token.keys().values().stream()
          .map(FakeKey::facts)
          .sorted(Comparator.comparing(RootKeyFacts::key))
          .toList();
    }
  }

  @Override
  public RootKeyFacts rootKey(KeyRef key) throws HsmException {
    return find(key).facts();
  }

  @Override
  public int highestKeyNumber() throws HsmException {
    requireUsable();
    return Math.max(token.keyNumber(), highestKey());
  }

  @Override
  public RootKeyFacts createRootKey(KeyRef key, boolean extractable) throws HsmException {
    requireUsable();
    synchronized (token) {
      if (!keysOf(key).isEmpty()) {
        throw new HsmRejected(HsmFault.KEY_AMBIGUOUS, key + " is on the token already");
      }
      if (token.isFull()) {
        throw new HsmRejected(
            HsmFault.TOKEN_NOT_WRITABLE, "The token is full", "CKR_DEVICE_MEMORY", null);
      }
      token.plantKey(key, extractable);
      token.writeKeyNumber(Math.max(token.keyNumber(), key.number()));
      return find(key).facts();
    }
  }

  @Override
  public void destroyRootKey(KeyRef key) throws HsmException {
    requireUsable();
    synchronized (token) {
      if (!keysOf(key).isEmpty()) {
        token.removeKey(key);
        token.writeKeyNumber(highestKey());
      }
    }
  }

  @Override
  public WrappedSecret wrap(KeyRef key, SecretBytes secret) throws HsmException {
    requireSize(secret.size());
    FakeKey found = find(key);
    WrapMechanism mechanism =
        vendor.mechanisms().stream()
            .filter(token::offers)
            .findFirst()
            .orElseThrow(
                () -> new HsmRejected(HsmFault.MECHANISM_MISSING, "The token offers no mechanism"));
    return found.wrap(mechanism, secret);
  }

  @Override
  public SecretBytes unwrap(WrappedSecret wrapped) throws HsmException {
    SecretBytes secret = find(wrapped.key()).unwrap(wrapped);
    if (secret == null) {
      throw new HsmRejected(
          HsmFault.WRAPPED_DATA_INVALID, "The wrapped bytes do not belong to " + wrapped.key());
    }
    return secret;
  }

  @Override
  public SecretBytes random(int size) throws HsmException {
    requireSize(size);
    requireUsable();
    return SecretBytes.random(size, new SecureRandom());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      hsm.connectionClosed();
    }
  }

  private void requireUsable() throws HsmException {
    if (closed) {
      throw new IllegalStateException("The HSM connection was closed");
    }
    hsm.requireUsable(token);
  }

  private FakeKey find(KeyRef key) throws HsmException {
    requireUsable();
    List<FakeKey> keys = keysOf(key);
    if (keys.isEmpty()) {
      throw new HsmKeyMissing(HsmFault.KEY_MISSING, key + " is not on token " + token.label());
    }
    if (keys.size() > 1) {
      throw new HsmRejected(HsmFault.KEY_AMBIGUOUS, keys.size() + " keys are named " + key);
    }
    return keys.get(0);
  }

  private List<FakeKey> keysOf(KeyRef key) {
    synchronized (token) {
      return token.keys().values().stream()
          .filter(there -> there.facts().key().equals(key))
          .toList();
    }
  }

  private int highestKey() {
    synchronized (token) {
      return token.keys().values().stream()
          .mapToInt(there -> there.facts().key().number())
          .max()
          .orElse(0);
    }
  }

  private static void requireSize(int size) {
    if (size < 1 || size > MAX_BYTES) {
      throw new IllegalArgumentException("1 to " + MAX_BYTES + " bytes, not " + size);
    }
  }
}
