package org.holdfast.domain.wallet;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.WrapMechanism;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.secret.Bytes;

/** Wallet passwords and rings for tests. */
final class SampleWallets {

  static final SecureRandom RANDOM = new SecureRandom();

  private SampleWallets() {}

  static WrappedWalletPassword.UnderHsm underHsm() {
    return new WrappedWalletPassword.UnderHsm(
        new WrappedSecret(
            new KeyRef(3),
            Bytes.fromHex("a1b2c3"),
            WrapMechanism.AES_GCM,
            Bytes.fromHex("000102030405060708090a0b"),
            Bytes.fromHex("ff00ff00")));
  }

  /** A ring with generations 1 to {@code generations}. */
  static MasterKeyRing ring(int generations) {
    MasterKeyRing ring = MasterKeyRing.create(RANDOM);
    for (int i = 1; i < generations; i++) {
      MasterKeyRing older = ring;
      ring = older.withFreshGeneration(RANDOM);
      older.close();
    }
    return ring;
  }

  static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(call)
        .extracting(VaultException::code)
        .isEqualTo(code);
  }
}
