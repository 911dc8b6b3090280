package org.holdfast.cli.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.holdfast.cli.failure.CommandFailure;

/**
 * What an endpoint is known by: its certificate, with the chain that follows it in the file, and
 * the private key (PKCS#8 in PEM, RFC 7468, section 10). The file's content is zeroed once it is
 * read; the JDK keeps the key for as long as this command runs.
 */
public final class EndpointKey {

  private static final byte[] BEGIN =
      "-----BEGIN PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "-----END PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII);
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519");

  private final KeyManager[] managers;

  private EndpointKey(KeyManager[] managers) {
    this.managers = managers;
  }

  /**
   * Reads both files.
   *
   * @throws CommandFailure if they are not there, or not what they are to be
   */
  public static EndpointKey read(Path certificate, Path key) {
    try (InputStream in = Files.newInputStream(certificate)) {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(Certificate[]::new);
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setKeyEntry("endpoint", privateKey(key), new char[0], chain);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, new char[0]);
      return new EndpointKey(factory.getKeyManagers());
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw CommandFailure.usage(
          "%s and %s can't be read as an endpoint's certificate and its key: %s."
              .formatted(
                  certificate,
                  key,
                  e instanceof IOException io ? CommandFailure.reason(io) : e.getMessage()));
    }
  }

  private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    byte[] pem = Files.readAllBytes(file);
    byte[] der = new byte[0];
    try {
      int begin = indexOf(pem, BEGIN, 0);
      int end = indexOf(pem, END, Math.max(begin, 0));
      if (begin < 0 || end < 0) {
        throw CommandFailure.usage(
            "%s holds no unencrypted private key in PKCS#8. Convert it: openssl pkcs8 -topk8 -nocrypt -in %s -out FILE"
                .formatted(file, file));
      }
      byte[] base64 = Arrays.copyOfRange(pem, begin + BEGIN.length, end);
      der = Base64.getMimeDecoder().decode(base64);
      Arrays.fill(base64, (byte) 0);
      return privateKey(file, der);
    } finally {
      Arrays.fill(pem, (byte) 0);
      Arrays.fill(der, (byte) 0);
    }
  }

  private static PrivateKey privateKey(Path file, byte[] der) throws GeneralSecurityException {
    PKCS8EncodedKeySpec form = new PKCS8EncodedKeySpec(der);
    GeneralSecurityException last = null;
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(form);
      } catch (InvalidKeySpecException e) {
        last = e;
      }
    }
    throw new GeneralSecurityException(
        "%s is none of %s".formatted(file, String.join(", ", ALGORITHMS)), last);
  }

  private static int indexOf(byte[] text, byte[] word, int from) {
    for (int i = from; i <= text.length - word.length; i++) {
      if (Arrays.equals(text, i, i + word.length, word, 0, word.length)) {
        return i;
      }
    }
    return -1;
  }

  KeyManager[] managers() {
    return managers.clone();
  }

  /** Nothing of the key. */
  @Override
  public String toString() {
    return "EndpointKey";
  }
}
