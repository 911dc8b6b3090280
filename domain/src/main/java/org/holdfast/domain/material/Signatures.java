package org.holdfast.domain.material;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.holdfast.domain.secret.Bytes;

/** Signatures over whole messages, which are hashed here where the scheme hashes. */
final class Signatures {

  private static final int ED25519_BYTES = 64;

  private Signatures() {}

  static Bytes sign(Material key, Scheme scheme, Bytes message, SecureRandom random)
      throws GeneralSecurityException {
    Signature signature = signature(scheme);
    signature.initSign(JcaKeys.privateKey(key), random);
    signature.update(message.toByteArray());
    return Bytes.of(signature.sign());
  }

  static boolean verify(Material key, Scheme scheme, Bytes message, Bytes stated)
      throws GeneralSecurityException {
    if (scheme == Scheme.ED25519 && stated.size() != ED25519_BYTES) {
      // The JDK passes over what comes after; RFC 8032, 5.1.7, knows no such signature.
      return false;
    }
    Signature signature = signature(scheme);
    signature.initVerify(JcaKeys.publicKey(key));
    signature.update(message.toByteArray());
    try {
      return signature.verify(stated.toByteArray());
    } catch (SignatureException e) {
      // Malformed, of another length and simply wrong are all the same to the caller.
      return false;
    }
  }

  private static Signature signature(Scheme scheme) throws GeneralSecurityException {
    return switch (scheme) {
      case RSA_PSS_SHA256 -> pss("SHA-256", MGF1ParameterSpec.SHA256, 32);
      case RSA_PSS_SHA384 -> pss("SHA-384", MGF1ParameterSpec.SHA384, 48);
      case RSA_PSS_SHA512 -> pss("SHA-512", MGF1ParameterSpec.SHA512, 64);
      case RSA_PKCS1_SHA256 -> Signature.getInstance("SHA256withRSA");
      case RSA_PKCS1_SHA384 -> Signature.getInstance("SHA384withRSA");
      case RSA_PKCS1_SHA512 -> Signature.getInstance("SHA512withRSA");
      case ECDSA_SHA256 -> Signature.getInstance("SHA256withECDSA");
      case ECDSA_SHA384 -> Signature.getInstance("SHA384withECDSA");
      case ECDSA_SHA512 -> Signature.getInstance("SHA512withECDSA");
      case ED25519 -> Signature.getInstance("Ed25519");
      default -> throw new IllegalStateException("No signature: " + scheme);
    };
  }

  private static Signature pss(String hash, MGF1ParameterSpec mask, int saltBytes)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(
        new PSSParameterSpec(hash, "MGF1", mask, saltBytes, PSSParameterSpec.TRAILER_FIELD_BC));
    return signature;
  }
}
