package org.holdfast.domain.wallet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.domain.crypto.Argon2id;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.RecordFile;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * What a restore needs, under the recovery passphrase: which Root of Trust key, and the wallet
 * password as the HSM wrapped it. The passphrase alone therefore opens nothing, but whoever can
 * open this file knows it: in HSM mode this is what the passphrase is checked against.
 *
 * <p>On disk it is PKCS#12 with one entry. The entry's name holds the costs and salt of Argon2id
 * ({@link Argon2id#toString}), whose output in hexadecimal is the file's password.
 *
 * @param vendorId vendor of the HSM
 * @param tokenLabel null if none was given
 * @param tokenSerial serial number of the token
 * @param walletPassword as the HSM wrapped it
 */
public record RestoreWallet(
    String vendorId,
    @Nullable String tokenLabel,
    String tokenSerial,
    WrappedWalletPassword.UnderHsm walletPassword) {

  private static final String TITLE = "holdfast restore wallet 1";

  /** Form for the home folder; it was opened again with what the passphrase gave. */
  public Bytes encode(SecretChars passphrase, SecureRandom random) {
    RecordFile record =
        new RecordFile(TITLE)
            .with("vendor", vendorId)
            .with("token-serial", tokenSerial)
            .with("wallet-password", walletPassword.encode().toHex());
    if (tokenLabel != null) {
      record.with("token-label", tokenLabel);
    }
    Argon2id derivation = Argon2id.forPassphrase(random);
    char[] password = password(derivation, passphrase);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      store.setKeyEntry(
          derivation.toString(),
          new SecretKeySpec(record.encode().toByteArray(), "AES"),
          password,
          null);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, password);
      Bytes file = Bytes.of(out.toByteArray());
      if (!open(file, password).equals(this)) {
        throw new IllegalStateException("The restore wallet does not open as it was made");
      }
      return file;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("The restore wallet cannot be encoded", e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /**
   * Opens a restore wallet.
   *
   * @throws VaultException {@link ErrorCode#RECOVERY_PASSPHRASE_WRONG}; {@link
   *     ErrorCode#WALLET_UNREADABLE} if the file is none
   */
  public static RestoreWallet decode(Bytes file, SecretChars passphrase) {
    char[] password = password(derivation(file), passphrase);
    try {
      return open(file, password);
    } catch (GeneralSecurityException e) {
      throw unreadable(e);
    } catch (IOException e) {
      // KeyStore reports a wrong password so; the file's form was checked by derivation().
      throw new VaultException(ErrorCode.RECOVERY_PASSPHRASE_WRONG).atField("recoveryPassphrase");
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static RestoreWallet open(Bytes file, char[] password)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(file.toByteArray()), password);
    Key key = store.getKey(Collections.list(store.aliases()).get(0), password);
    if (key == null) {
      throw unreadable(null);
    }
    try (SecretBytes content = SecretBytes.takeFrom(key.getEncoded())) {
      return parse(content.lend(SecretAccess.granted(), Bytes::of));
    }
  }

  private static RestoreWallet parse(Bytes content) {
    RecordFile record = RecordFile.decode(TITLE, content);
    WrappedWalletPassword wrapped = WrappedWalletPassword.decode(record.bytes("wallet-password"));
    if (!(wrapped instanceof WrappedWalletPassword.UnderHsm underHsm)) {
      throw unreadable(null);
    }
    return new RestoreWallet(
        record.get("vendor"),
        record.find("token-label").orElse(null),
        record.get("token-serial"),
        underHsm);
  }

  private static Argon2id derivation(Bytes file) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      // Without a password nothing is decrypted or verified; entry names are in clear.
      store.load(new ByteArrayInputStream(file.toByteArray()), null);
      return Collections.list(store.aliases()).stream()
          .findFirst()
          .flatMap(Argon2id::parse)
          .orElseThrow(() -> unreadable(null));
    } catch (GeneralSecurityException | IOException e) {
      throw unreadable(e);
    }
  }

  private static char[] password(Argon2id derivation, SecretChars passphrase) {
    try (SecretBytes key = derivation.derive(passphrase)) {
      return WalletFile.password(key);
    }
  }

  private static VaultException unreadable(@Nullable Throwable cause) {
    return new VaultException(ErrorCode.WALLET_UNREADABLE, "the restore wallet", cause);
  }
}
