package org.holdfast.domain.syslog;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/**
 * A machine that takes syslog messages.
 *
 * @param ca certificates, in PEM, of those who may have issued the receiver's; null for the
 *     authorities that Java trusts
 */
public record SyslogReceiver(
    UUID id, String host, int port, Transport transport, @Nullable String ca, Instant changedAt) {

  /** How many there may be. */
  public static final int MOST = 5;

  /** Of {@link #ca}, in characters. */
  public static final int MAX_CA = 65_536;

  private static final int MAX_HOST = 253;
  private static final int MAX_PORT = 65_535;
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._:-]*[A-Za-z0-9])?");

  /** How messages go there. */
  public enum Transport {
    /** RFC 6587, octet counting; neither secret nor authenticated. */
    TCP,
    /** RFC 5425. */
    TLS
  }

  /**
   * Checks what somebody has typed.
   *
   * @throws VaultException as {@link #check}
   */
  public SyslogReceiver {
    check(host, port, transport, ca);
  }

  /**
   * Checks what somebody has typed, before there is a receiver of it.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at {@code host}, {@code port} or {@code
   *     ca}
   */
  public static void check(String host, int port, Transport transport, @Nullable String ca) {
    if (host.length() > MAX_HOST || !HOST.matcher(host).matches()) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "a host name or an IP address")
          .atField("host");
    }
    if (port < 1 || port > MAX_PORT) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "1 to " + MAX_PORT).atField("port");
    }
    if (ca != null) {
      requireCertificates(ca, transport);
    }
  }

  /** Whether messages go to the same place. */
  public boolean isSamePlace(SyslogReceiver other) {
    return host.equalsIgnoreCase(other.host) && port == other.port && transport == other.transport;
  }

  /** In words, such as {@code log.example.com:6514 (TLS)}. */
  public String describe() {
    return "%s:%d (%s)".formatted(host.contains(":") ? "[" + host + "]" : host, port, transport);
  }

  private static void requireCertificates(String pem, Transport transport) {
    if (transport != Transport.TLS) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "goes with TLS alone").atField("ca");
    }
    if (pem.length() > MAX_CA) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "at most " + MAX_CA + " characters")
          .atField("ca");
    }
    try {
      boolean none =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
              .isEmpty();
      if (none) {
        throw new VaultException(ErrorCode.INPUT_INVALID, "no certificate in it").atField("ca");
      }
    } catch (CertificateException e) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "not certificates in PEM", e).atField("ca");
    }
  }
}
