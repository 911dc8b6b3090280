package org.holdfast.domain.wallet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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
 * @param tokens which tokens, at least one; that of the primary Root of Trust first
 * @param walletPassword as their HSMs wrapped it
 */
public record RestoreWallet(List<Token> tokens, WrappedWalletPassword.UnderHsm walletPassword) {

  private static final String TITLE = "holdfast restore wallet 1";
  private static final String TITLE_OF_SEVERAL = "holdfast restore wallet 2";

  /**
   * One of the tokens.
   *
   * @param vendorId vendor of the HSM
   * @param tokenLabel null if none was given
   * @param tokenSerial serial number of the token
   */
  public record Token(String vendorId, @Nullable String tokenLabel, String tokenSerial) {}

  public RestoreWallet {
    tokens = List.copyOf(tokens);
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException("At least one token");
    }
  }

  /** With one token. */
  public RestoreWallet(
      String vendorId,
      @Nullable String tokenLabel,
      String tokenSerial,
      WrappedWalletPassword.UnderHsm walletPassword) {
    this(List.of(new Token(vendorId, tokenLabel, tokenSerial)), walletPassword);
  }

  /** Form for the home folder; it was opened again with what the passphrase gave. */
  public Bytes encode(SecretChars passphrase, SecureRandom random) {
    RecordFile record = record();
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
    boolean several = RecordFile.hasTitle(TITLE_OF_SEVERAL, content);
    RecordFile record = RecordFile.decode(several ? TITLE_OF_SEVERAL : TITLE, content);
    WrappedWalletPassword wrapped = WrappedWalletPassword.decode(record.bytes("wallet-password"));
    if (!(wrapped instanceof WrappedWalletPassword.UnderHsm underHsm)) {
      throw unreadable(null);
    }
    List<Token> tokens = new ArrayList<>();
    if (!several) {
      tokens.add(token(record, ""));
    }
    while (several && record.find(tokens.size() + 1 + ".vendor").isPresent()) {
      tokens.add(token(record, tokens.size() + 1 + "."));
    }
    if (tokens.isEmpty()) {
      throw unreadable(null);
    }
    return new RestoreWallet(tokens, underHsm);
  }

  private static Token token(RecordFile record, String prefix) {
    return new Token(
        record.get(prefix + "vendor"),
        record.find(prefix + "token-label").orElse(null),
        record.get(prefix + "token-serial"));
  }

  private RecordFile record() {
    boolean one = tokens.size() == 1;
    RecordFile record = new RecordFile(one ? TITLE : TITLE_OF_SEVERAL);
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      String prefix = one ? "" : (i + 1) + ".";
      record.with(prefix + "vendor", token.vendorId());
      record.with(prefix + "token-serial", token.tokenSerial());
      String label = token.tokenLabel();
      if (label != null) {
        record.with(prefix + "token-label", label);
      }
    }
    return record.with("wallet-password", walletPassword.encode().toHex());
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
