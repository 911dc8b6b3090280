package org.holdfast.domain.certificate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Null;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.KeyOperations;
import org.holdfast.domain.material.Material;
import org.holdfast.domain.material.MaterialReader;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.material.Pem;
import org.holdfast.domain.material.Scheme;
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
  private static final Map<ASN1ObjectIdentifier, Scheme> SIGNATURES =
      Map.of(
          PKCSObjectIdentifiers.sha256WithRSAEncryption, Scheme.RSA_PKCS1_SHA256,
          PKCSObjectIdentifiers.sha384WithRSAEncryption, Scheme.RSA_PKCS1_SHA384,
          PKCSObjectIdentifiers.sha512WithRSAEncryption, Scheme.RSA_PKCS1_SHA512,
          X9ObjectIdentifiers.ecdsa_with_SHA256, Scheme.ECDSA_SHA256,
          X9ObjectIdentifiers.ecdsa_with_SHA384, Scheme.ECDSA_SHA384,
          X9ObjectIdentifiers.ecdsa_with_SHA512, Scheme.ECDSA_SHA512,
          EdECObjectIdentifiers.id_Ed25519, Scheme.ED25519);

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
    } catch (IOException | RuntimeException e) {
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

  private static CertificateRequest read(byte[] der) throws IOException {
    CertificationRequest request = CertificationRequest.getInstance(der);
    if (!Arrays.equals(request.getEncoded(ASN1Encoding.DER), der)) {
      // What is signed is the DER, so nothing else is what the key's owner saw.
      throw invalid("it is not in DER");
    }
    CertificationRequestInfo info = request.getCertificationRequestInfo();
    try (SecretBytes keyInfo = SecretBytes.takeFrom(info.getSubjectPublicKeyInfo().getEncoded());
        Material key = MaterialReader.read(ObjectType.PUBLIC_KEY, null, keyInfo)) {
      if (!KeyOperations.verify(
          key,
          scheme(request.getSignatureAlgorithm()),
          Bytes.of(info.getEncoded(ASN1Encoding.DER)),
          Bytes.of(request.getSignature().getOctets()))) {
        throw invalid("its signature is not that of its key");
      }
      return new CertificateRequest(
          Bytes.of(key.content().toByteArray(SecretAccess.granted())),
          Objects.requireNonNull(key.algorithm()),
          key.bits());
    }
  }

  private static Scheme scheme(AlgorithmIdentifier signature) {
    Scheme scheme = SIGNATURES.get(signature.getAlgorithm());
    if (scheme == null) {
      throw invalid(
          "it is not signed with RSA (PKCS#1 v1.5) or ECDSA on SHA-256, SHA-384 or SHA-512, or"
              + " Ed25519");
    }
    ASN1Encodable parameters = signature.getParameters();
    // RFC 4055, 5; RFC 5758, 3.2; RFC 8410, 3.
    if (parameters != null
        && !(scheme.algorithm() == Algorithm.RSA && parameters instanceof ASN1Null)) {
      throw invalid("its signature has parameters");
    }
    return scheme;
  }

  private static VaultException tooLong() {
    return invalid("it has more than " + MAX_BYTES + " bytes");
  }

  private static VaultException invalid(String detail) {
    return new VaultException(ErrorCode.CERTIFICATE_REQUEST_INVALID, detail)
        .atField("certificateRequest");
  }
}
