package org.holdfast.domain.material;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** A key that passed the checks, in the one form in which the vault keeps it. */
sealed interface ReadKey {

  Algorithm algorithm();

  /** Length in bits, which the algorithm allows. */
  int bits();

  /** Half of a pair that everybody may see. */
  record Public(Algorithm algorithm, int bits, SubjectPublicKeyInfo info) implements ReadKey {}

  /** Half of a pair that stays secret. */
  record Private(Algorithm algorithm, int bits, PrivateKeyInfo info) implements ReadKey {

    @Override
    public String toString() {
      return "Private[" + algorithm + " " + bits + "]";
    }
  }
}
