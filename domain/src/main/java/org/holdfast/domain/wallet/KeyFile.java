package org.holdfast.domain.wallet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.holdfast.domain.crypto.AesGcm;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.RecordFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * Opens what the server must open without a person: the HSM credential, in passphrase mode the
 * wallet password, and what signs in to backup destinations. All are encrypted under a key in a
 * file whose place is configurable, so that it can lie where no backup and no stolen disk has it (a
 * tmpfs, a systemd credential).
 */
public final class KeyFile {

  private static final String AUTO_LOGIN = "holdfast auto-login 1";
  private static final String CREDENTIAL = "holdfast hsm credential 1";
  private static final String CREDENTIALS = "holdfast hsm credentials 2";
  private static final String SECRET = "holdfast secret 1";

  private final Path path;
  private final SecureRandom random;

  public KeyFile(Path path, SecureRandom random) {
    this.path = path;
    this.random = random;
  }

  public Bytes sealWalletPassword(SecretBytes walletPassword) {
    try (SecretBytes key = loadOrCreate()) {
      return put(
              new RecordFile(AUTO_LOGIN), AesGcm.seal(key, aad(AUTO_LOGIN), walletPassword, random))
          .encode();
    }
  }

  /**
   * The wallet password, for the caller to close.
   *
   * @throws VaultException {@link ErrorCode#KEY_FILE_UNREADABLE}, {@link
   *     ErrorCode#WALLET_UNREADABLE}
   */
  public SecretBytes openWalletPassword(Bytes file) {
    RecordFile record = RecordFile.decode(AUTO_LOGIN, file);
    try (SecretBytes key = load()) {
      return open(key, aad(AUTO_LOGIN), record);
    }
  }

  public Bytes sealCredential(StoredCredential stored) {
    RecordFile record = new RecordFile(CREDENTIAL).with("vendor", stored.vendorId());
    String label = stored.tokenLabel();
    if (label != null) {
      record.with("token-label", label);
    }
    try (SecretBytes key = loadOrCreate();
        SecretBytes utf8 = stored.credential().toUtf8(SecretAccess.granted())) {
      byte[] bound = aad(CREDENTIAL, stored.vendorId(), label);
      return put(record, AesGcm.seal(key, bound, utf8, random)).encode();
    }
  }

  /**
   * The HSM credential, for the caller to close.
   *
   * @throws VaultException {@link ErrorCode#KEY_FILE_UNREADABLE}, {@link
   *     ErrorCode#WALLET_UNREADABLE}
   */
  public StoredCredential openCredential(Bytes file) {
    RecordFile record = RecordFile.decode(CREDENTIAL, file);
    String vendor = record.get("vendor");
    String label = record.find("token-label").orElse(null);
    try (SecretBytes key = load();
        SecretBytes utf8 = open(key, aad(CREDENTIAL, vendor, label), record);
        SecretChars credential = fromUtf8(utf8)) {
      return new StoredCredential(vendor, label, credential);
    }
  }

  /**
   * Seals the HSM credentials of several tokens. One is written as {@link #sealCredential} does.
   *
   * @param stored at least one; stays the caller's
   */
  public Bytes sealCredentials(StoredCredentials stored) {
    if (stored.list().size() == 1) {
      return sealCredential(stored.list().get(0));
    }
    if (stored.list().isEmpty()) {
      throw new IllegalArgumentException("No credential");
    }
    RecordFile record = new RecordFile(CREDENTIALS);
    try (SecretBytes key = loadOrCreate()) {
      int number = 0;
      for (StoredCredential one : stored.list()) {
        number++;
        record.with(number + ".vendor", one.vendorId());
        String label = one.tokenLabel();
        if (label != null) {
          record.with(number + ".token-label", label);
        }
        try (SecretBytes utf8 = one.credential().toUtf8(SecretAccess.granted())) {
          Sealed sealed = AesGcm.seal(key, aad(CREDENTIALS, one.vendorId(), label), utf8, random);
          record
              .with(number + ".iv", sealed.iv().toHex())
              .with(number + ".sealed", sealed.ciphertext().toHex());
        }
      }
    }
    return record.encode();
  }

  /**
   * The HSM credentials of one token or several, for the caller to close.
   *
   * @throws VaultException {@link ErrorCode#KEY_FILE_UNREADABLE}, {@link
   *     ErrorCode#WALLET_UNREADABLE}
   */
  public StoredCredentials openCredentials(Bytes file) {
    if (!RecordFile.hasTitle(CREDENTIALS, file)) {
      return new StoredCredentials(List.of(openCredential(file)));
    }
    RecordFile record = RecordFile.decode(CREDENTIALS, file);
    List<StoredCredential> opened = new ArrayList<>();
    try (SecretBytes key = load()) {
      for (int i = 1; record.find(i + ".vendor").isPresent(); i++) {
        String vendor = record.get(i + ".vendor");
        String label = record.find(i + ".token-label").orElse(null);
        Sealed sealed = new Sealed(record.bytes(i + ".iv"), record.bytes(i + ".sealed"));
        try (SecretBytes utf8 = open(key, aad(CREDENTIALS, vendor, label), sealed);
            SecretChars credential = fromUtf8(utf8)) {
          opened.add(new StoredCredential(vendor, label, credential));
        }
      }
      if (opened.size() < 2) {
        throw new VaultException(ErrorCode.WALLET_UNREADABLE, CREDENTIALS);
      }
      return new StoredCredentials(opened);
    } catch (RuntimeException e) {
      opened.forEach(StoredCredential::close);
      throw e;
    }
  }

  /**
   * Seals any other secret.
   *
   * @param purpose one line; it opens for this purpose alone
   */
  public Bytes sealSecret(String purpose, SecretBytes secret) {
    RecordFile record = new RecordFile(SECRET).with("purpose", purpose);
    try (SecretBytes key = loadOrCreate()) {
      return put(record, AesGcm.seal(key, aad(SECRET, purpose, null), secret, random)).encode();
    }
  }

  /**
   * A secret sealed for that purpose, for the caller to close.
   *
   * @throws VaultException {@link ErrorCode#KEY_FILE_UNREADABLE}, also if it was sealed for another
   *     purpose; {@link ErrorCode#WALLET_UNREADABLE}
   */
  public SecretBytes openSecret(String purpose, Bytes file) {
    RecordFile record = RecordFile.decode(SECRET, file);
    try (SecretBytes key = load()) {
      return open(key, aad(SECRET, purpose, null), record);
    }
  }

  private static RecordFile put(RecordFile record, Sealed sealed) {
    return record.with("iv", sealed.iv().toHex()).with("sealed", sealed.ciphertext().toHex());
  }

  private SecretBytes open(SecretBytes key, byte[] bound, RecordFile record) {
    return open(key, bound, new Sealed(record.bytes("iv"), record.bytes("sealed")));
  }

  private SecretBytes open(SecretBytes key, byte[] bound, Sealed sealed) {
    return AesGcm.open(key, bound, sealed)
        .orElseThrow(
            () ->
                new VaultException(
                    ErrorCode.KEY_FILE_UNREADABLE, path + " does not open the stored secret"));
  }

  private SecretBytes loadOrCreate() {
    if (VaultHome.read(path).isEmpty()) {
      try (SecretBytes key = SecretBytes.random(AesGcm.KEY_BYTES, random)) {
        key.lend(
            SecretAccess.granted(),
            content -> {
              VaultHome.replace(path, Bytes.of(content));
              return true;
            });
      }
    }
    return load();
  }

  private SecretBytes load() {
    Bytes content =
        VaultHome.read(path)
            .orElseThrow(
                () -> new VaultException(ErrorCode.KEY_FILE_UNREADABLE, path + " is missing"));
    if (content.size() != AesGcm.KEY_BYTES) {
      throw new VaultException(ErrorCode.KEY_FILE_UNREADABLE, path + " has another length");
    }
    return SecretBytes.takeFrom(content.toByteArray());
  }

  private static SecretChars fromUtf8(SecretBytes utf8) {
    return utf8.lend(
        SecretAccess.granted(),
        bytes -> {
          CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
          char[] chars = new char[decoded.remaining()];
          decoded.get(chars);
          if (decoded.hasArray()) {
            decoded.clear();
            decoded.put(new char[decoded.capacity()]);
          }
          SecretChars secret = SecretChars.copyOf(chars);
          Arrays.fill(chars, '\0');
          return secret;
        });
  }

  private static byte[] aad(String title) {
    return title.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] aad(String title, String vendor, @Nullable String label) {
    return (title + "\n" + vendor + "\n" + (label == null ? "" : "=" + label))
        .getBytes(StandardCharsets.UTF_8);
  }
}
