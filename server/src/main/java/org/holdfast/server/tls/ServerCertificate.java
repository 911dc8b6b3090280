package org.holdfast.server.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;
import org.holdfast.server.Failure;
import org.holdfast.server.home.Home;
import org.holdfast.server.home.RandomText;
import org.jspecify.annotations.Nullable;

/**
 * The key and certificate of the HTTPS listener, {@code etc/tls/server.p12}, opened by the password
 * in {@code etc/tls/server.password}.
 *
 * <p>Where there is none, one is issued by the own authority of this home, and issued again before
 * it expires or when the machine's names have changed. A key store whose certificate another
 * authority signed is the operator's: it is used as it is and never written to.
 *
 * @param keyStore the file
 * @param password opens it
 * @param certificate what clients will see
 * @param own issued by the authority of this home
 */
public record ServerCertificate(
    Path keyStore, String password, X509Certificate certificate, boolean own) {

  private static final String ALIAS = "server";
  private static final Duration VALIDITY = Duration.ofDays(397);
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);

  /** The password stands in no message. */
  @Override
  public String toString() {
    return "ServerCertificate[" + keyStore + "]";
  }

  /**
   * The server certificate of this home, issued or renewed if need be.
   *
   * @param names host names and addresses that clients use, beside those of this machine itself
   * @param givenPassword opens a key store of the operator's, null if the password file does
   */
  public static ServerCertificate ensure(
      Home home, Collection<String> names, @Nullable String givenPassword, Clock clock) {
    Path keyStore = home.tls().resolve("server.p12");
    try {
      CertificateAuthority authority = CertificateAuthority.ensure(home.tls(), clock);
      String password = password(home.tls(), givenPassword);
      Optional<X509Certificate> present = read(keyStore, password);
      if (present.isPresent()) {
        X509Certificate certificate = present.get();
        boolean own = authority.issued(certificate);
        if (!own || !authority.canIssue() || isFresh(certificate, names, clock)) {
          return new ServerCertificate(keyStore, password, certificate, own);
        }
      }
      return issue(keyStore, password, authority, names, clock);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw Failure.because(
          e, "The certificates in %s can't be read or made: %s.", home.tls(), Failure.reason(e));
    }
  }

  /** What a client of this server has to trust, if a server was ever started on this home. */
  public static Optional<X509Certificate> of(Home home, @Nullable String givenPassword) {
    try {
      return read(home.tls().resolve("server.p12"), password(home.tls(), givenPassword));
    } catch (GeneralSecurityException | IOException e) {
      throw Failure.because(
          e, "The certificate in %s can't be read: %s.", home.tls(), Failure.reason(e));
    }
  }

  /** Null while the certificate can be relied on, else what is wrong with it. */
  public @Nullable String warning(Clock clock) {
    Instant expiry = certificate.getNotAfter().toInstant();
    Instant now = clock.instant();
    if (now.isAfter(expiry)) {
      return "The server certificate in %s expired on %s: clients will refuse it. Put a new one there."
          .formatted(keyStore, expiry);
    }
    if (now.plus(RENEW_BEFORE).isAfter(expiry)) {
      return "The server certificate in %s expires on %s. Put a new one there before."
          .formatted(keyStore, expiry);
    }
    return null;
  }

  private static String password(Path folder, @Nullable String given) throws IOException {
    if (given != null) {
      return given;
    }
    Path file = folder.resolve("server.password");
    if (!Files.exists(file)) {
      if (Files.exists(folder.resolve("server.p12"))) {
        throw Failure.of(
            "The password of %s is missing. Write it to %s (readable by its owner only), or set"
                + " HOLDFAST_TLS_PASSWORD.",
            folder.resolve("server.p12"), file);
      }
      Home.write(file, RandomText.token() + "\n");
    }
    return Files.readString(file).strip();
  }

  private static Optional<X509Certificate> read(Path keyStore, String password)
      throws GeneralSecurityException, IOException {
    if (!Files.exists(keyStore)) {
      return Optional.empty();
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      store.load(in, password.toCharArray());
    } catch (IOException e) {
      throw Failure.because(
          e,
          "%s can't be opened: %s. Its password is taken from HOLDFAST_TLS_PASSWORD, else from"
              + " server.password beside it.",
          keyStore,
          Failure.reason(e));
    }
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)
          && store.getCertificate(alias) instanceof X509Certificate certificate) {
        return Optional.of(certificate);
      }
    }
    throw Failure.of(
        "%s holds no private key with a certificate, so no client could connect. Put a PKCS#12 file"
            + " with both there.",
        keyStore);
  }

  private static boolean isFresh(X509Certificate certificate, Collection<String> names, Clock clock)
      throws CertificateParsingException {
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    Set<String> held = new HashSet<>();
    if (alternatives != null) {
      alternatives.forEach(name -> held.add(String.valueOf(name.get(1))));
    }
    return clock.instant().plus(RENEW_BEFORE).isBefore(certificate.getNotAfter().toInstant())
        && names.stream().filter(name -> !IPAddress.isValidIPv6(name)).allMatch(held::contains);
  }

  private static ServerCertificate issue(
      Path keyStore,
      String password,
      CertificateAuthority authority,
      Collection<String> names,
      Clock clock)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    KeyPair keys = CertificateAuthority.newKeys("secp256r1");
    Instant now = clock.instant();
    List<String> all = new ArrayList<>(List.of("localhost", "127.0.0.1", "::1"));
    names.stream().filter(name -> !all.contains(name)).forEach(all::add);
    GeneralName[] alternatives =
        all.stream()
            .map(
                name ->
                    new GeneralName(
                        IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName,
                        name))
            .toArray(GeneralName[]::new);
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            authority.certificate(),
            CertificateAuthority.newSerial(),
            Date.from(now.minus(Duration.ofMinutes(5))),
            Date.from(now.plus(VALIDITY)),
            new X500Name("CN=Holdfast server"),
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        extensions.createAuthorityKeyIdentifier(authority.certificate()));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        extensions.createSubjectKeyIdentifier(keys.getPublic()));
    X509Certificate certificate =
        new JcaX509CertificateConverter()
            .getCertificate(
                builder.build(
                    new JcaContentSignerBuilder("SHA384withECDSA").build(authority.key())));

    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] secret = password.toCharArray();
    store.setKeyEntry(
        ALIAS, keys.getPrivate(), secret, new Certificate[] {certificate, authority.certificate()});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, secret);
    Arrays.fill(secret, '\0');
    Home.write(keyStore, bytes.toByteArray());
    return new ServerCertificate(keyStore, password, certificate, true);
  }
}
