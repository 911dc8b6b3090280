package org.holdfast.domain.wallet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;

/**
 * The wallet on disk: PKCS#12 (RFC 7292) with one secret key entry per master key generation, alias
 * {@code master-key-<generation>-<id>}. Its password is the wallet password in hexadecimal: 256
 * random bits, so that the iteration count of PKCS#12 does not matter.
 */
public final class WalletFile {

  private static final Pattern ALIAS = Pattern.compile("master-key-(\\d{1,9})-([0-9a-f-]{36})");

  private WalletFile() {}

  public static Bytes encode(MasterKeyRing ring, SecretBytes walletPassword) {
    char[] password = password(walletPassword);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      for (MasterKey masterKey : ring.generations()) {
        byte[] key = masterKey.key().toByteArray(SecretAccess.granted());
        store.setKeyEntry(
            "master-key-" + masterKey.generation() + "-" + masterKey.id(),
            new SecretKeySpec(key, "AES"),
            password,
            null);
        Arrays.fill(key, (byte) 0);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, password);
      return Bytes.of(out.toByteArray());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("The wallet cannot be encoded", e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Opens a wallet; empty if the password is another one or the file was changed. */
  public static Optional<MasterKeyRing> decode(Bytes file, SecretBytes walletPassword) {
    char[] password = password(walletPassword);
    List<MasterKey> generations = new ArrayList<>();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(file.toByteArray()), password);
      for (String alias : Collections.list(store.aliases())) {
        Matcher matcher = ALIAS.matcher(alias);
        Key key = store.getKey(alias, password);
        if (matcher.matches() && key != null) {
          generations.add(
              new MasterKey(
                  UUID.fromString(matcher.group(2)),
                  Integer.parseInt(matcher.group(1)),
                  SecretBytes.takeFrom(key.getEncoded())));
        }
      }
    } catch (GeneralSecurityException | IOException e) {
      generations.forEach(MasterKey::close);
      return Optional.empty();
    } finally {
      Arrays.fill(password, '\0');
    }
    return generations.isEmpty() ? Optional.empty() : Optional.of(new MasterKeyRing(generations));
  }

  /** A secret of random bits as a PKCS#12 password; the caller zeroes it. */
  static char[] password(SecretBytes secret) {
    return secret.lend(
        SecretAccess.granted(),
        bytes -> {
          char[] hex = new char[bytes.length * 2];
          for (int i = 0; i < bytes.length; i++) {
            hex[2 * i] = HexFormat.of().toHighHexDigit(bytes[i]);
            hex[2 * i + 1] = HexFormat.of().toLowHexDigit(bytes[i]);
          }
          return hex;
        });
  }
}
