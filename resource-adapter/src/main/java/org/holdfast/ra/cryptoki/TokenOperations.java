package org.holdfast.ra.cryptoki;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmKeyMissing;
import org.holdfast.domain.hsm.HsmRejected;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.hsm.TokenFacts;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.hsm.WrapMechanism;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ra.cryptoki.TokenSession.Repeat;
import org.jspecify.annotations.Nullable;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;

/** The calls of {@link org.holdfast.domain.hsm.HsmConnection} on one session. */
public final class TokenOperations {

  private static final int MAX_BYTES = 4096;

  /** Answers that a token gives to bad wrapped bytes as well as to its own troubles. */
  private static final Set<Ckr> VAGUE =
      Set.of(Ckr.GENERAL_ERROR, Ckr.FUNCTION_FAILED, Ckr.DEVICE_ERROR);

  /** Does something with a key on the token. */
  private interface KeyCall<T> {
    T on(Session session, KeyCache.Entry key) throws PKCS11Exception, HsmException;
  }

  private final TokenSession session;
  private final VendorPack vendor;

  /** The vendor's first mechanism that the token offers; a token's mechanisms do not change. */
  private @Nullable WrapMechanism preferred;

  TokenOperations(TokenSession session, VendorPack vendor) {
    this.session = session;
    this.vendor = vendor;
  }

  public TokenFacts token() throws HsmException {
    return session.call(
        "describe the token",
        Repeat.SAFE,
        open -> TokenReader.facts(session.token().library(), session.token().slot()));
  }

  public List<RootKeyFacts> rootKeys() throws HsmException {
    return session.call("list the Root of Trust keys", Repeat.SAFE, this::readAll);
  }

  public RootKeyFacts rootKey(KeyRef key) throws HsmException {
    return session.call(
        "find " + key, Repeat.SAFE, open -> RootKeys.facts(open, find(open, key), key));
  }

  public int highestKeyNumber() throws HsmException {
    return session.call(
        "read the key number",
        Repeat.SAFE,
        open -> {
          int highest = Math.max(KeyNumber.read(open), highestKey(open));
          if (highest == 0) {
            session.confirmAbsence(open);
          }
          return highest;
        });
  }

  public RootKeyFacts createRootKey(KeyRef key, boolean extractable) throws HsmException {
    return session.call(
        "create " + key,
        Repeat.UNSAFE,
        open -> {
          long handle = generate(open, key, extractable);
          if (!Attempt.currentIsWanted()) {
            // Whoever asked for it was told that it is not there, and takes the number again.
            open.destroyObject(handle);
            Attempt.requireWanted();
          }
          if (KeyNumber.read(open) < key.number()) {
            KeyNumber.write(open, key.number());
          }
          return RootKeys.facts(open, handle, key);
        });
  }

  public void destroyRootKey(KeyRef key) throws HsmException {
    session.call(
        "destroy " + key,
        Repeat.UNSAFE,
        open -> {
          destroy(open, key);
          return true;
        });
  }

  public WrappedSecret wrap(KeyRef key, SecretBytes secret) throws HsmException {
    requireSize(secret.size());
    return secret.lend(
        SecretAccess.granted(),
        plain ->
            session.call(
                "wrap with " + key,
                Repeat.SAFE,
                open -> withKey(open, key, (on, found) -> wrap(on, found, key, plain))));
  }

  public SecretBytes unwrap(WrappedSecret wrapped) throws HsmException {
    return session.call(
        "unwrap with " + wrapped.key(),
        Repeat.SAFE,
        open -> withKey(open, wrapped.key(), (on, found) -> unwrap(on, found, wrapped)));
  }

  public SecretBytes random(int size) throws HsmException {
    requireSize(size);
    return session.call(
        "give random bytes", Repeat.SAFE, open -> SecretBytes.takeFrom(open.generateRandom(size)));
  }

  private List<RootKeyFacts> readAll(Session open) throws PKCS11Exception {
    List<RootKeyFacts> found = new ArrayList<>();
    for (long handle : RootKeys.findAll(open)) {
      OptionalInt number = RootKeys.numberOf(open, handle);
      if (number.isPresent()) {
        found.add(RootKeys.facts(open, handle, new KeyRef(number.getAsInt())));
      } else {
        CryptokiLog.LOG.keyNumberUnreadable(session.token().id().label());
      }
    }
    if (found.isEmpty()) {
      session.confirmAbsence(open);
    }
    found.sort(Comparator.comparing(RootKeyFacts::key));
    return found;
  }

  private static int highestKey(Session open) throws PKCS11Exception {
    int highest = 0;
    for (long handle : RootKeys.findAll(open)) {
      highest = Math.max(highest, RootKeys.numberOf(open, handle).orElse(0));
    }
    return highest;
  }

  private long find(Session open, KeyRef key) throws PKCS11Exception, HsmException {
    long[] handles = RootKeys.find(open, key);
    if (handles.length == 0) {
      session.confirmAbsence(open);
      throw new HsmKeyMissing(
          HsmFault.KEY_MISSING, key + " is not on token " + session.token().id().label());
    }
    if (handles.length > 1) {
      throw ambiguous(key, handles.length);
    }
    return handles[0];
  }

  private HsmRejected ambiguous(KeyRef key, int count) {
    return new HsmRejected(
        HsmFault.KEY_AMBIGUOUS,
        "Token %s has %d of %s".formatted(session.token().id().label(), count, key));
  }

  private long generate(Session open, KeyRef key, boolean extractable)
      throws PKCS11Exception, HsmException {
    int there = RootKeys.find(open, key).length;
    if (there > 0) {
      throw ambiguous(key, there);
    }
    session.confirmAbsence(open);
    long made = RootKeys.generate(open, key, extractable);
    int count = RootKeys.find(open, key).length;
    if (count > 1) {
      // Another node that shares the token made the same number meanwhile; ours goes.
      open.destroyObject(made);
      throw ambiguous(key, count);
    }
    return made;
  }

  private void destroy(Session open, KeyRef key) throws PKCS11Exception {
    session.keys().remove(key);
    long[] handles = RootKeys.find(open, key);
    if (handles.length == 0) {
      session.confirmAbsence(open);
      return;
    }
    for (long handle : handles) {
      open.destroyObject(handle);
    }
    KeyNumber.write(open, highestKey(open));
  }

  /** A cached handle may be stale without anyone's fault: then the key is looked for once more. */
  private <T> T withKey(Session open, KeyRef key, KeyCall<T> call)
      throws PKCS11Exception, HsmException {
    KeyCache.Entry cached = session.keys().get(key);
    if (cached != null) {
      try {
        return call.on(open, cached);
      } catch (PKCS11Exception e) {
        if (!Ckr.of(e).isStaleKey()) {
          throw e;
        }
        session.keys().remove(key);
      }
    }
    long handle = find(open, key);
    KeyCache.Entry found = new KeyCache.Entry(handle, RootKeys.checkValue(open, handle));
    session.keys().put(key, found);
    return call.on(open, found);
  }

  private WrappedSecret wrap(Session open, KeyCache.Entry found, KeyRef key, byte[] plain)
      throws PKCS11Exception, HsmException {
    WrapMechanism mechanism = preferred();
    WrapMethod.Wrapped wrapped = WrapMethod.of(mechanism).wrap(open, found.handle(), key, plain);
    return new WrappedSecret(key, found.checkValue(), mechanism, wrapped.iv(), wrapped.content());
  }

  private SecretBytes unwrap(Session open, KeyCache.Entry found, WrappedSecret wrapped)
      throws PKCS11Exception, HsmException {
    if (!found.checkValue().equals(wrapped.checkValue())) {
      throw invalid(wrapped.key(), "the key on the token has another check value", null);
    }
    byte[] plain;
    try {
      plain = tryToUnwrap(open, found, wrapped);
    } catch (PKCS11Exception e) {
      if (!isAboutTheBytes(open, found, e)) {
        throw e;
      }
      // The token may have been in trouble for that one call: bytes are judged by two.
      plain = unwrapAgain(open, found, wrapped);
    }
    try {
      return SecretBytes.copyOf(plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static byte[] tryToUnwrap(Session open, KeyCache.Entry found, WrappedSecret wrapped)
      throws PKCS11Exception, HsmException {
    try {
      return WrapMethod.of(wrapped.mechanism())
          .unwrap(
              open,
              found.handle(),
              wrapped.key(),
              new WrapMethod.Wrapped(wrapped.iv(), wrapped.wrapped()));
    } catch (WrapMethod.Malformed e) {
      throw invalid(wrapped.key(), String.valueOf(e.getMessage()), null);
    }
  }

  private byte[] unwrapAgain(Session open, KeyCache.Entry found, WrappedSecret wrapped)
      throws PKCS11Exception, HsmException {
    try {
      return tryToUnwrap(open, found, wrapped);
    } catch (PKCS11Exception e) {
      if (isAboutTheBytes(open, found, e)) {
        throw invalid(wrapped.key(), "the token does not unwrap them", e);
      }
      throw e;
    }
  }

  /** A vague failure is the bytes' fault if the same key still does other work. */
  private boolean isAboutTheBytes(Session open, KeyCache.Entry found, PKCS11Exception failure) {
    Ckr ckr = Ckr.of(failure);
    if (ckr.fault() == HsmFault.WRAPPED_DATA_INVALID) {
      return true;
    }
    if (!VAGUE.contains(ckr)) {
      return false;
    }
    try {
      session.token().confirmPresent();
      return found.checkValue().equals(RootKeys.checkValue(open, found.handle()));
    } catch (PKCS11Exception e) {
      return false;
    }
  }

  private static HsmRejected invalid(KeyRef key, String why, @Nullable PKCS11Exception cause) {
    return new HsmRejected(
        HsmFault.WRAPPED_DATA_INVALID,
        "The wrapped bytes do not belong to " + key + " or were changed: " + why,
        cause == null ? null : Ckr.of(cause).name(),
        cause);
  }

  private WrapMechanism preferred() throws PKCS11Exception, HsmException {
    WrapMechanism chosen = preferred;
    if (chosen == null) {
      Set<WrapMechanism> offered = TokenReader.wrapMechanisms(session.token().slot());
      chosen =
          vendor.mechanisms().stream()
              .filter(offered::contains)
              .findFirst()
              .orElseThrow(
                  () ->
                      new HsmRejected(
                          HsmFault.MECHANISM_MISSING,
                          "The token offers none of " + vendor.mechanisms()));
      preferred = chosen;
    }
    return chosen;
  }

  private static void requireSize(int size) {
    if (size < 1 || size > MAX_BYTES) {
      throw new IllegalArgumentException("1 to " + MAX_BYTES + " bytes, not " + size);
    }
  }
}
