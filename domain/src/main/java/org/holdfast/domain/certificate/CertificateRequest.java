package org.holdfast.domain.certificate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Objects;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.Material;
import org.holdfast.domain.material.MaterialReader;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.material.Pem;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;

/**
 * What an endpoint asks with (PKCS#10, RFC 2986). Only its public key is kept: the subject and the
 * extensions are what the requester wishes to be, and the vault decides that.
 *
 * @param publicKey SubjectPublicKeyInfo DER; whoever sent the request has its private key
 * @param algorithm of the key
 * @param bits its length
 */
public record CertificateRequest(Bytes publicKey, Algorithm algorithm, int bits) {

  /** The most bytes of a request in PEM. */
  public static final int MAX_BYTES = 16 * 1024;

  private static final Set<String> LABELS =
      Set.of("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST");

  /** No SHA-1 and no MD5: with these the proof of possession proves nothing. */
  private static final Set<ASN1ObjectIdentifier> SIGNATURES =
      Set.of(
          PKCSObjectIdentifiers.sha256WithRSAEncryption,
          PKCSObjectIdentifiers.sha384WithRSAEncryption,
          PKCSObjectIdentifiers.sha512WithRSAEncryption,
          PKCSObjectIdentifiers.id_RSASSA_PSS,
          X9ObjectIdentifiers.ecdsa_with_SHA256,
          X9ObjectIdentifiers.ecdsa_with_SHA384,
          X9ObjectIdentifiers.ecdsa_with_SHA512,
          EdECObjectIdentifiers.id_Ed25519);

  /**
   * Reads a request in PEM.
   *
   * @throws VaultException {@link ErrorCode#CERTIFICATE_REQUEST_INVALID} if it is too long or
   *     malformed, its key is weak or of another algorithm, or it is not signed with that key
   */
  public static CertificateRequest parse(String pem) {
    if (pem.length() > MAX_BYTES) {
      throw tooLong();
    }
    return parse(Bytes.of(pem.getBytes(StandardCharsets.UTF_8)));
  }

  /** As {@link #parse(String)}. */
  public static CertificateRequest parse(Bytes pem) {
    if (pem.size() > MAX_BYTES) {
      throw tooLong();
    }
    try {
      return read(der(pem));
    } catch (VaultException e) {
      throw e.code() == ErrorCode.CERTIFICATE_REQUEST_INVALID
          ? e
          : invalid(e.detail() == null ? e.code().title() : e.detail());
    } catch (IOException
        | GeneralSecurityException
        | OperatorCreationException
        | PKCSException
        | RuntimeException e) {
      throw invalid("it is not a PKCS#10 request");
    }
  }

  private static byte[] der(Bytes text) {
    try (Pem pem = Pem.read(text.toByteArray(), 1)) {
      Pem.Block block = pem.blocks().get(0);
      if (!LABELS.contains(block.label())) {
        throw invalid("the PEM block is not a CERTIFICATE REQUEST");
      }
      return Pem.requireDer(block.content().toByteArray(SecretAccess.granted()));
    }
  }

  private static CertificateRequest read(byte[] der)
      throws IOException, GeneralSecurityException, OperatorCreationException, PKCSException {
    PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
    if (!SIGNATURES.contains(request.getSignatureAlgorithm().getAlgorithm())) {
      throw invalid("it is signed with a hash other than SHA-256, SHA-384 and SHA-512");
    }
    try (SecretBytes info = SecretBytes.takeFrom(request.getSubjectPublicKeyInfo().getEncoded());
        Material key = MaterialReader.read(ObjectType.PUBLIC_KEY, null, info)) {
      Bytes encoded = Bytes.of(key.content().toByteArray(SecretAccess.granted()));
      Algorithm algorithm = Objects.requireNonNull(key.algorithm());
      if (!request.isSignatureValid(
          new JcaContentVerifierProviderBuilder().build(publicKey(algorithm, encoded)))) {
        throw invalid("its signature is not that of its key");
      }
      return new CertificateRequest(encoded, algorithm, key.bits());
    }
  }

  private static PublicKey publicKey(Algorithm algorithm, Bytes encoded)
      throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm.displayName())
        .generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
  }

  private static VaultException tooLong() {
    return invalid("it has more than " + MAX_BYTES + " bytes");
  }

  private static VaultException invalid(String detail) {
    return new VaultException(ErrorCode.CERTIFICATE_REQUEST_INVALID, detail)
        .atField("certificateRequest");
  }
}
