package org.holdfast.domain.material;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.holdfast.domain.secret.SecretAccess;

/**
 * Keys of pairs as objects of the JCA. Those of private keys cannot be zeroed: the JDK's classes
 * hold numbers that nobody can reach. They live as long as one call.
 */
final class JcaKeys {

  private JcaKeys() {}

  static PrivateKey privateKey(Material key) throws GeneralSecurityException {
    KeyFactory factory = factory(key);
    return key.content()
        .lend(
            SecretAccess.granted(),
            content -> factory.generatePrivate(new PKCS8EncodedKeySpec(content)));
  }

  static PublicKey publicKey(Material key) throws GeneralSecurityException {
    KeyFactory factory = factory(key);
    try (Material publicKey = MaterialReader.publicKeyOf(key)) {
      return publicKey
          .content()
          .lend(
              SecretAccess.granted(),
              content -> factory.generatePublic(new X509EncodedKeySpec(content)));
    }
  }

  private static KeyFactory factory(Material key) throws GeneralSecurityException {
    if (key.algorithm() == null) {
      throw new IllegalStateException("No key: " + key);
    }
    return KeyFactory.getInstance(key.algorithm().displayName());
  }
}
