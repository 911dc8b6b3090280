package org.holdfast.domain.hsm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;

/** A key of a {@link FakeToken}. Every mechanism is AES-GCM bound to the mechanism's name. */
record FakeKey(RootKeyFacts facts, SecretKeySpec key) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;
  private static final int BLOCK_BYTES = 16;

  static FakeKey generate(KeyRef ref, boolean extractable) {
    byte[] content = new byte[KEY_BYTES];
    RANDOM.nextBytes(content);
    SecretKeySpec key = new SecretKeySpec(content, "AES");
    return new FakeKey(
        new RootKeyFacts(
            ref, checkValue(key), true, true, extractable, !extractable, true, true, true, 256),
        key);
  }

  WrappedSecret wrap(WrapMechanism mechanism, SecretBytes secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, mechanism, nonce);
      byte[] wrapped = secret.lend(SecretAccess.granted(), cipher::doFinal);
      return new WrappedSecret(
          facts.key(), facts.checkValue(), mechanism, Bytes.of(nonce), Bytes.of(wrapped));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Null if the bytes were changed or are another key's. */
  @Nullable SecretBytes unwrap(WrappedSecret wrapped) {
    if (!wrapped.checkValue().equals(facts.checkValue())
        || wrapped.iv().size() != NONCE_BYTES
        || wrapped.wrapped().size() <= TAG_BITS / Byte.SIZE) {
      return null;
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, wrapped.mechanism(), wrapped.iv().toByteArray());
      return SecretBytes.takeFrom(cipher.doFinal(wrapped.wrapped().toByteArray()));
    } catch (AEADBadTagException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Cipher cipher(int mode, WrapMechanism mechanism, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(mechanism.name().getBytes(StandardCharsets.US_ASCII));
    cipher.updateAAD(ByteBuffer.allocate(Integer.BYTES).putInt(facts.key().number()).array());
    return cipher;
  }

  private static Bytes checkValue(SecretKeySpec key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key);
      return Bytes.of(Arrays.copyOf(cipher.doFinal(new byte[BLOCK_BYTES]), 3));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
