package org.holdfast.domain.material;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;

/**
 * What a certificate (RFC 5280) says of itself, to be listed and searched without reading it again.
 * Texts longer than {@link #MAX_TEXT} end in an ellipsis, and control characters are replaced.
 *
 * @param subject as text (RFC 2253)
 * @param issuer as text (RFC 2253)
 * @param serial in hexadecimal
 * @param notBefore first instant of its validity
 * @param notAfter last instant of its validity
 * @param alternativeNames such as {@code DNS:db.example.org}; as many as fit into {@link #MAX_TEXT}
 * @param keyAlgorithm of the public key, such as {@code RSA}
 * @param keyBits length of the public key
 * @param fingerprint SHA-256 of the DER
 * @param chainLength how many certificates there are, itself included
 * @param authority whether it may sign certificates (4.2.1.9, basicConstraints)
 */
public record CertificateFacts(
    String subject,
    String issuer,
    String serial,
    Instant notBefore,
    Instant notAfter,
    List<String> alternativeNames,
    String keyAlgorithm,
    int keyBits,
    Bytes fingerprint,
    int chainLength,
    boolean authority) {

  /** The longest text of an attribute, in UTF-16 units. */
  public static final int MAX_TEXT = 1024;

  private static final String PREFIX = "cert.";
  private static final String SEPARATOR = "\n";
  private static final String ELLIPSIS = "…";

  public CertificateFacts {
    subject = bounded(subject);
    issuer = bounded(issuer);
    serial = bounded(serial);
    keyAlgorithm = bounded(keyAlgorithm);
    alternativeNames = fitting(alternativeNames);
  }

  /** As attributes, such as {@code cert.subject}, each of at most {@link #MAX_TEXT} characters. */
  public Map<String, String> toAttributes() {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put(PREFIX + "subject", subject);
    attributes.put(PREFIX + "issuer", issuer);
    attributes.put(PREFIX + "serial", serial);
    attributes.put(PREFIX + "not-before", notBefore.toString());
    attributes.put(PREFIX + "not-after", notAfter.toString());
    attributes.put(PREFIX + "alternative-names", String.join(SEPARATOR, alternativeNames));
    attributes.put(PREFIX + "key-algorithm", keyAlgorithm);
    attributes.put(PREFIX + "key-bits", Integer.toString(keyBits));
    attributes.put(PREFIX + "fingerprint", fingerprint.toHex());
    attributes.put(PREFIX + "chain-length", Integer.toString(chainLength));
    attributes.put(PREFIX + "authority", Boolean.toString(authority));
    return attributes;
  }

  /**
   * Reads what {@link #toAttributes} wrote; other attributes may be there too.
   *
   * @throws VaultException {@link ErrorCode#OBJECT_UNREADABLE} if one is missing or changed
   */
  public static CertificateFacts fromAttributes(Map<String, String> attributes) {
    try {
      String names = text(attributes, "alternative-names");
      return new CertificateFacts(
          text(attributes, "subject"),
          text(attributes, "issuer"),
          text(attributes, "serial"),
          Instant.parse(text(attributes, "not-before")),
          Instant.parse(text(attributes, "not-after")),
          names.isEmpty() ? List.of() : List.of(names.split(SEPARATOR, -1)),
          text(attributes, "key-algorithm"),
          Integer.parseInt(text(attributes, "key-bits")),
          Bytes.fromHex(text(attributes, "fingerprint")),
          Integer.parseInt(text(attributes, "chain-length")),
          Boolean.parseBoolean(text(attributes, "authority")));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new VaultException(ErrorCode.OBJECT_UNREADABLE, "an attribute of a certificate", e);
    }
  }

  private static String text(Map<String, String> attributes, String name) {
    String value = attributes.get(PREFIX + name);
    if (value == null) {
      throw new VaultException(ErrorCode.OBJECT_UNREADABLE, PREFIX + name + " is missing");
    }
    return value;
  }

  private static String bounded(String text) {
    String clean = text.replaceAll("[\\p{Cc}\\p{Cs}]", "\uFFFD");
    if (clean.length() <= MAX_TEXT) {
      return clean;
    }
    int end = MAX_TEXT - ELLIPSIS.length();
    return clean.substring(0, Character.isHighSurrogate(clean.charAt(end - 1)) ? end - 1 : end)
        + ELLIPSIS;
  }

  private static List<String> fitting(List<String> names) {
    List<String> fitting = new ArrayList<>();
    int room = MAX_TEXT;
    for (String name : names) {
      String clean = bounded(name);
      room -= clean.length() + SEPARATOR.length();
      if (room < 0) {
        break;
      }
      fitting.add(clean);
    }
    return List.copyOf(fitting);
  }
}
