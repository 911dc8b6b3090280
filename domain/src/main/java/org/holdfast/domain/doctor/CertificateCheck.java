package org.holdfast.domain.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Expiry of what is under {@code etc/tls}. */
final class CertificateCheck implements Check {

  private static final Duration SOON = Duration.ofDays(30);

  /** What one file holds that can be judged. */
  private record Found(String file, X509Certificate certificate) {}

  @Override
  public void run(Examination examination, Findings findings) {
    Surroundings at = examination.surroundings();
    Path folder = at.root().resolve("etc/tls");
    if (!Files.isDirectory(folder)) {
      findings.skip(Step.CERTIFICATES, "There are none before the first start");
      return;
    }
    List<Found> certificates = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        read(file, at, certificates, unreadable);
      }
    } catch (IOException e) {
      unreadable.add(Words.of(e));
    }
    judge(certificates, unreadable, at.clock().instant(), findings);
  }

  private static void judge(
      List<Found> certificates, List<String> unreadable, Instant now, Findings findings) {
    List<String> expired = new ArrayList<>();
    List<String> soon = new ArrayList<>();
    List<String> good = new ArrayList<>();
    for (Found found : certificates) {
      Instant end = found.certificate().getNotAfter().toInstant();
      if (end.isBefore(now)) {
        expired.add(found.file() + " expired at " + end);
      } else if (end.isBefore(now.plus(SOON))) {
        soon.add(found.file() + " expires at " + end);
      } else {
        good.add(found.file() + " until " + end);
      }
    }
    if (!expired.isEmpty()) {
      findings.fail(Step.CERTIFICATES, Words.some(expired));
    } else if (!unreadable.isEmpty()) {
      findings.warn(Step.CERTIFICATES, "Cannot be read: " + Words.some(unreadable));
    } else if (!soon.isEmpty()) {
      findings.warn(Step.CERTIFICATES, Words.some(soon));
    } else if (good.isEmpty()) {
      findings.skip(Step.CERTIFICATES, "There are none before the first start");
    } else {
      findings.pass(Step.CERTIFICATES, Words.some(good));
    }
  }

  private static void read(
      Path file, Surroundings at, List<Found> certificates, List<String> unreadable) {
    String name = String.valueOf(file.getFileName());
    try {
      if (name.endsWith(".crt") || name.endsWith(".pem")) {
        try (InputStream in = Files.newInputStream(file)) {
          for (Certificate certificate :
              CertificateFactory.getInstance("X.509").generateCertificates(in)) {
            add(name, certificate, certificates);
          }
        }
      } else if (name.endsWith(".p12")) {
        store(file, name, at, certificates);
      }
    } catch (IOException | GeneralSecurityException e) {
      unreadable.add(name + ": " + e.getMessage());
    }
  }

  /** Opened as the launcher opens it: by the variable, else by the file beside it. */
  private static void store(Path file, String name, Surroundings at, List<Found> certificates)
      throws IOException, GeneralSecurityException {
    Optional<char[]> opening = opening(file, at);
    if (opening.isEmpty()) {
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, opening.get());
      for (String alias : Collections.list(store.aliases())) {
        add(name, store.getCertificate(alias), certificates);
      }
    } finally {
      Arrays.fill(opening.get(), '\0');
    }
  }

  private static Optional<char[]> opening(Path file, Surroundings at) throws IOException {
    String given = at.environment().get("HOLDFAST_TLS_PASSWORD");
    Path beside = file.resolveSibling("server.password");
    if (given != null) {
      return Optional.of(given.toCharArray());
    }
    return Files.isReadable(beside)
        ? Optional.of(Files.readString(beside).strip().toCharArray())
        : Optional.empty();
  }

  private static void add(
      String name,
      @org.jspecify.annotations.Nullable Certificate certificate,
      List<Found> certificates) {
    if (certificate instanceof X509Certificate x509) {
      certificates.add(new Found(name, x509));
    }
  }
}
