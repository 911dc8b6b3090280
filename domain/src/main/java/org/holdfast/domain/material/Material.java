package org.holdfast.domain.material;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;

/**
 * The content of a security object in the one form in which the vault keeps it, with what is known
 * of it. Whoever receives one closes it, which zeroes the content.
 *
 * <p>The form: raw bytes of symmetric keys, secret data and opaque objects; PKCS#8 DER of private
 * keys (RFC 5958); SubjectPublicKeyInfo DER of public keys (RFC 5280, 4.1.2.7); of certificates the
 * DER of the leaf and, right behind it, of each further certificate of the chain.
 */
public final class Material implements AutoCloseable {

  private final ObjectType type;
  private final @Nullable Algorithm algorithm;
  private final int bits;
  private final SecretBytes content;
  private final @Nullable CertificateFacts certificate;

  private Material(
      ObjectType type,
      @Nullable Algorithm algorithm,
      int bits,
      SecretBytes content,
      @Nullable CertificateFacts certificate) {
    this.type = type;
    this.algorithm = algorithm;
    this.bits = bits;
    this.content = content;
    this.certificate = certificate;
  }

  /**
   * Material that {@link MaterialReader} or {@link KeyGenerator} made before and that was kept
   * since in a place that notices changes: nothing is checked again. Takes over {@code content}.
   *
   * @param algorithm null for secret data and opaque objects
   * @param bits length of the key in bits; of the content where there is no key
   * @param certificate of a certificate; null for anything else
   */
  public static Material restored(
      ObjectType type,
      @Nullable Algorithm algorithm,
      int bits,
      SecretBytes content,
      @Nullable CertificateFacts certificate) {
    return new Material(type, algorithm, bits, content, certificate);
  }

  /** Of which type of security object this is the content. */
  public ObjectType type() {
    return type;
  }

  /** Of a certificate, that of its leaf's public key; null for secret data and opaque objects. */
  public @Nullable Algorithm algorithm() {
    return algorithm;
  }

  /** Length of the key in bits (of a certificate, its leaf's); else of the content. */
  public int bits() {
    return bits;
  }

  /** The content, which is closed along with this. */
  public SecretBytes content() {
    return content;
  }

  /** What a certificate says; empty for anything else. */
  public Optional<CertificateFacts> certificate() {
    return Optional.ofNullable(certificate);
  }

  /**
   * SHA-256 of the content, for keys and certificates. Empty for secret data and opaque objects:
   * those may be a password, and whoever sees the digest of a password can try candidates against
   * it at leisure.
   */
  public Optional<Bytes> digest() {
    return switch (type) {
      case SECRET_DATA, OPAQUE_OBJECT -> Optional.empty();
      case SYMMETRIC_KEY, PRIVATE_KEY, PUBLIC_KEY, CERTIFICATE ->
          Optional.of(content.lend(SecretAccess.granted(), Material::sha256));
    };
  }

  /** Zeroes the content. May be called again. */
  @Override
  public void close() {
    content.close();
  }

  /** Type, algorithm and length; never the content. */
  @Override
  public String toString() {
    return "Material[" + type + " " + algorithm + " " + bits + "]";
  }

  static Bytes sha256(byte[] content) {
    try {
      return Bytes.of(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }
}
