package org.holdfast.domain.wallet;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.holdfast.domain.crypto.AesGcm;
import org.holdfast.domain.crypto.Argon2id;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.RecordFile;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.WrapMechanism;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;

/**
 * The wallet password under a protector, as it lies in {@code enctdepwd}: which protector, how, and
 * the wrapped bytes.
 */
public sealed interface WrappedWalletPassword {

  /** Length of a wallet password. */
  int WALLET_PASSWORD_BYTES = 32;

  /** Form for the home folder. */
  Bytes encode();

  /** Under the Root of Trust key of an HSM. */
  record UnderHsm(WrappedSecret secret) implements WrappedWalletPassword {

    @Override
    public Bytes encode() {
      return new RecordFile(Form.TITLE)
          .with("protector", Form.HSM)
          .with("key-number", Integer.toString(secret.key().number()))
          .with("check-value", secret.checkValue().toHex())
          .with("mechanism", secret.mechanism().name())
          .with("iv", secret.iv().toHex())
          .with("wrapped", secret.wrapped().toHex())
          .encode();
    }
  }

  /** Under the recovery passphrase. */
  record UnderPassphrase(Argon2id derivation, Sealed sealed) implements WrappedWalletPassword {

    /** Wraps a wallet password under a passphrase. */
    public static UnderPassphrase wrap(
        SecretBytes walletPassword, SecretChars passphrase, SecureRandom random) {
      Argon2id derivation = Argon2id.forPassphrase(random);
      try (SecretBytes key = derivation.derive(passphrase)) {
        return new UnderPassphrase(
            derivation, AesGcm.seal(key, Form.associatedData(derivation), walletPassword, random));
      }
    }

    /**
     * The wallet password, for the caller to close.
     *
     * @throws VaultException {@link ErrorCode#RECOVERY_PASSPHRASE_WRONG}
     */
    public SecretBytes unwrap(SecretChars passphrase) {
      try (SecretBytes key = derivation.derive(passphrase)) {
        return AesGcm.open(key, Form.associatedData(derivation), sealed)
            .orElseThrow(
                () ->
                    new VaultException(ErrorCode.RECOVERY_PASSPHRASE_WRONG)
                        .atField("recoveryPassphrase"));
      }
    }

    @Override
    public Bytes encode() {
      return new RecordFile(Form.TITLE)
          .with("protector", Form.PASSPHRASE)
          .with("derivation", derivation.toString())
          .with("iv", sealed.iv().toHex())
          .with("wrapped", sealed.ciphertext().toHex())
          .encode();
    }
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws VaultException {@link ErrorCode#WALLET_UNREADABLE}
   */
  static WrappedWalletPassword decode(Bytes content) {
    RecordFile record = RecordFile.decode(Form.TITLE, content);
    return switch (record.get("protector")) {
      case Form.HSM ->
          new UnderHsm(
              new WrappedSecret(
                  Form.keyRef(record.number("key-number")),
                  record.bytes("check-value"),
                  Form.mechanism(record.get("mechanism")),
                  record.bytes("iv"),
                  record.bytes("wrapped")));
      case Form.PASSPHRASE ->
          new UnderPassphrase(
              Argon2id.parse(record.get("derivation")).orElseThrow(Form::unreadable),
              new Sealed(record.bytes("iv"), record.bytes("wrapped")));
      default -> throw Form.unreadable();
    };
  }

  /** How the file is written. */
  final class Form {
    private static final String TITLE = "holdfast wallet password 1";
    private static final String HSM = "hsm";
    private static final String PASSPHRASE = "passphrase";

    private Form() {}

    private static byte[] associatedData(Argon2id derivation) {
      return (TITLE + derivation).getBytes(StandardCharsets.UTF_8);
    }

    private static KeyRef keyRef(int number) {
      if (number < 1) {
        throw new VaultException(ErrorCode.WALLET_UNREADABLE, TITLE + " (key-number)");
      }
      return new KeyRef(number);
    }

    private static WrapMechanism mechanism(String name) {
      try {
        return WrapMechanism.valueOf(name);
      } catch (IllegalArgumentException e) {
        throw new VaultException(ErrorCode.WALLET_UNREADABLE, TITLE + " (mechanism)", e);
      }
    }

    private static VaultException unreadable() {
      return new VaultException(ErrorCode.WALLET_UNREADABLE, TITLE);
    }
  }
}
