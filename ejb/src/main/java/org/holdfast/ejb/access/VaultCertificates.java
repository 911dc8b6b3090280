package org.holdfast.ejb.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.ejb.node.VaultConfig;

/** The certificates that the vault itself shows or issues with, and when they end. */
@ApplicationScoped
public class VaultCertificates {

  private static final String SERVER = "server certificate";
  private static final String AUTHORITY = "server certificate authority";
  private static final String ENDPOINTS = "endpoint certificate authority";

  /** What each is called. */
  public static final List<String> NAMES = List.of(SERVER, AUTHORITY, ENDPOINTS);

  /** Where the launcher puts what opens {@code server.p12}. */
  private static final String PASSPHRASE_VARIABLE = "HOLDFAST_TLS_PASSWORD";

  @Inject private VaultConfig config;
  @Inject private SystemKeyStore keys;

  /** When each of those in files ends: what is there is read anew. */
  public Map<String, Instant> inFiles() {
    Map<String, Instant> ends = new LinkedHashMap<>();
    Path folder = config.home().resolve("etc/tls");
    try {
      server(folder.resolve("server.p12")).ifPresent(end -> ends.put(SERVER, end));
      authority(folder.resolve("ca.crt")).ifPresent(end -> ends.put(AUTHORITY, end));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A certificate below " + folder + " cannot be read", e);
    }
    return ends;
  }

  /** When each of all of them ends; that of the endpoints' authority is in the database. */
  public Map<String, Instant> all() {
    Map<String, Instant> ends = new LinkedHashMap<>(inFiles());
    keys.find(AuthorityKeeper.CERTIFICATE)
        .map(object -> object.attributes().expiry())
        .ifPresent(end -> ends.put(ENDPOINTS, end));
    return ends;
  }

  private static Optional<Instant> server(Path file) throws IOException, GeneralSecurityException {
    String given = System.getenv(PASSPHRASE_VARIABLE);
    if (given == null || !Files.exists(file)) {
      return Optional.empty();
    }
    char[] opening = given.toCharArray();
    try {
      KeyStore store = KeyStore.getInstance(file.toFile(), opening);
      for (String alias : Collections.list(store.aliases())) {
        if (store.getCertificate(alias) instanceof X509Certificate certificate
            && store.isKeyEntry(alias)) {
          return Optional.of(certificate.getNotAfter().toInstant());
        }
      }
      return Optional.empty();
    } finally {
      Arrays.fill(opening, '\0');
    }
  }

  private static Optional<Instant> authority(Path file)
      throws IOException, GeneralSecurityException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      Certificate read = CertificateFactory.getInstance("X.509").generateCertificate(in);
      return read instanceof X509Certificate certificate
          ? Optional.of(certificate.getNotAfter().toInstant())
          : Optional.empty();
    }
  }
}
