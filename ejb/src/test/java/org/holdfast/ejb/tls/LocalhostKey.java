package org.holdfast.ejb.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * The key of a server for tests, with a certificate of its own making for {@code localhost}.
 *
 * @param file PKCS#12, under {@link #PASSWORD}
 * @param store the same, read
 */
public record LocalhostKey(Path file, KeyStore store) {

  /** Opens the file, and the key in it. */
  public static final String PASSWORD = "changeit";

  private static final String ALIAS = "server";

  /** Makes one in that folder, in place of any that was made there before. */
  public static LocalhostKey make(Path folder)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path file = folder.resolve("server.p12");
    Path output = folder.resolve("keytool.out");
    Files.deleteIfExists(file);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-dname",
                "CN=server",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IllegalStateException(Files.readString(output));
    }
    return new LocalhostKey(file, KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
  }

  /** The certificate, as PEM: who trusts it trusts the server. */
  public String certificate() throws GeneralSecurityException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(store.getCertificate(ALIAS).getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
