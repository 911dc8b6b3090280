package org.holdfast.cli.vault;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.holdfast.cli.failure.CommandFailure;
import org.jspecify.annotations.Nullable;

/**
 * Where the vault is, and whose certificate it shows.
 *
 * @param base ends with a slash
 * @param authority file with the certificates of those who certified the server
 */
public record VaultAddress(URI base, Path authority) {

  /**
   * An address.
   *
   * @throws CommandFailure if it is none of a server over HTTPS
   */
  public static VaultAddress of(String url, Path authority) {
    try {
      URI base = URI.create(url.endsWith("/") ? url : url + "/");
      if ("https".equalsIgnoreCase(base.getScheme()) && base.getHost() != null) {
        return new VaultAddress(base, authority);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw CommandFailure.usage(
        "%s is not the address of a vault, as https://vault.example:8443/ is.".formatted(url));
  }

  /**
   * Trusts whom the authority certified, and nobody else.
   *
   * @param key is shown to the server; null if none is
   */
  SSLContext trust(@Nullable EndpointKey key) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      try (var in = Files.newInputStream(authority)) {
        for (Certificate certificate :
            CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          store.setCertificateEntry("authority" + number++, certificate);
        }
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(key == null ? null : key.managers(), factory.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw CommandFailure.usage(
          "%s can't be read as the certificate of an authority, so the server can't be trusted: %s. Name the home of the vault with --home, or its authority's certificate with --ca."
              .formatted(authority, CommandFailure.reason(e)));
    }
  }
}
