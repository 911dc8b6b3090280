package org.holdfast.domain.wallet;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /**
   * The same wallet password under the Root of Trust keys of one HSM or several, each of which
   * opens it alone (B8). One is written as version 1 of the file, several as version 2.
   *
   * @param secrets at least one, each of another key
   */
  record UnderHsm(List<WrappedSecret> secrets) implements WrappedWalletPassword {

    public UnderHsm {
      secrets = List.copyOf(secrets);
      if (secrets.isEmpty() || Form.keys(secrets) != secrets.size()) {
        throw new IllegalArgumentException("One wrapped secret or several, each of another key");
      }
    }

    /** Under one key. */
    public UnderHsm(WrappedSecret only) {
      this(List.of(only));
    }

    /** What that key wrapped; empty if it did not. */
    public Optional<WrappedSecret> find(KeyRef key, Bytes checkValue) {
      return secrets.stream()
          .filter(secret -> secret.key().equals(key) && secret.checkValue().equals(checkValue))
          .findFirst();
    }

    /** Under one more key. */
    public UnderHsm with(WrappedSecret added) {
      List<WrappedSecret> more = new ArrayList<>(secrets);
      more.add(added);
      return new UnderHsm(more);
    }

    /** As it is, but for that key. */
    public UnderHsm without(KeyRef key, Bytes checkValue) {
      return new UnderHsm(
          secrets.stream()
              .filter(
                  secret -> !secret.key().equals(key) || !secret.checkValue().equals(checkValue))
              .toList());
    }

    @Override
    public Bytes encode() {
      boolean one = secrets.size() == 1;
      RecordFile record =
          new RecordFile(one ? Form.TITLE : Form.TITLE_OF_SEVERAL).with("protector", Form.HSM);
      for (int i = 0; i < secrets.size(); i++) {
        Form.put(record, one ? "" : (i + 1) + ".", secrets.get(i));
      }
      return record.encode();
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
    if (RecordFile.hasTitle(Form.TITLE_OF_SEVERAL, content)) {
      return Form.several(RecordFile.decode(Form.TITLE_OF_SEVERAL, content));
    }
    RecordFile record = RecordFile.decode(Form.TITLE, content);
    return switch (record.get("protector")) {
      case Form.HSM -> new UnderHsm(Form.secret(record, ""));
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
    private static final String TITLE_OF_SEVERAL = "holdfast wallet password 2";
    private static final String HSM = "hsm";
    private static final String PASSPHRASE = "passphrase";

    private Form() {}

    private static long keys(List<WrappedSecret> secrets) {
      return secrets.stream()
          .map(secret -> secret.key() + " " + secret.checkValue().toHex())
          .distinct()
          .count();
    }

    private static void put(RecordFile record, String prefix, WrappedSecret secret) {
      record
          .with(prefix + "key-number", Integer.toString(secret.key().number()))
          .with(prefix + "check-value", secret.checkValue().toHex())
          .with(prefix + "mechanism", secret.mechanism().name())
          .with(prefix + "iv", secret.iv().toHex())
          .with(prefix + "wrapped", secret.wrapped().toHex());
    }

    private static WrappedSecret secret(RecordFile record, String prefix) {
      return new WrappedSecret(
          keyRef(record.number(prefix + "key-number")),
          record.bytes(prefix + "check-value"),
          mechanism(record.get(prefix + "mechanism")),
          record.bytes(prefix + "iv"),
          record.bytes(prefix + "wrapped"));
    }

    private static UnderHsm several(RecordFile record) {
      List<WrappedSecret> secrets = new ArrayList<>();
      while (record.find(secrets.size() + 1 + ".key-number").isPresent()) {
        secrets.add(secret(record, secrets.size() + 1 + "."));
      }
      if (!record.get("protector").equals(HSM)
          || secrets.size() < 2
          || keys(secrets) != secrets.size()) {
        throw unreadable();
      }
      return new UnderHsm(secrets);
    }

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
