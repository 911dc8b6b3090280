package org.holdfast.ejb.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.domain.audit.chain.Proof;
import org.holdfast.domain.audit.chain.Prover;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.MasterKey;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.ejb.rootoftrust.RootKey;

/**
 * Proofs with the Root of Trust key in HSM mode, and with a key derived from the active master key
 * in passphrase mode. Neither is in the database.
 */
@ApplicationScoped
class ChainProver implements Prover {

  private static final String HMAC = "HmacSHA256";

  /**
   * Before each digest that is wrapped. With it, what is wrapped is no key: whoever can write to
   * the database cannot pass a digest, which he knows, off as a wrapped data key.
   */
  private static final byte[] MARK = "holdfast audit proof 1:".getBytes(StandardCharsets.US_ASCII);

  /** What the key for proofs is derived from a master key with (NIST SP 800-108, HMAC, once). */
  private static final byte[] PURPOSE =
      "holdfast audit proof key 1".getBytes(StandardCharsets.US_ASCII);

  @Inject private RootKey rootKey;
  @Inject private Vault vault;

  @Override
  public Proof prove(Bytes digest) {
    if (rootKey.isThere()) {
      try (SecretBytes marked = SecretBytes.takeFrom(marked(digest))) {
        return new Proof.ByRootKey(rootKey.wrap(marked));
      }
    }
    return vault.with(
        ring -> new Proof.ByMasterKey(ring.active().id(), mac(ring.active(), digest)));
  }

  @Override
  public Proof.Result check(Proof proof, Bytes digest) {
    if (proof instanceof Proof.ByRootKey root) {
      return check(root, digest);
    }
    Proof.ByMasterKey master = (Proof.ByMasterKey) proof;
    if (!vault.status().open()) {
      return Proof.Result.NOT_CHECKABLE;
    }
    Optional<Bytes> expected =
        vault.with(ring -> ring.find(master.masterKey()).map(key -> mac(key, digest)));
    return expected
        .map(mac -> result(MessageDigest.isEqual(mac.toByteArray(), master.mac().toByteArray())))
        .orElse(Proof.Result.NOT_CHECKABLE);
  }

  private Proof.Result check(Proof.ByRootKey proof, Bytes digest) {
    if (!rootKey.isThere()) {
      return Proof.Result.NOT_CHECKABLE;
    }
    try (SecretBytes plain = rootKey.unwrap(proof.wrapped());
        SecretBytes marked = SecretBytes.takeFrom(marked(digest))) {
      return result(plain.contentEquals(marked));
    } catch (VaultException e) {
      return e.code() == ErrorCode.WRAPPED_DATA_INVALID
          ? Proof.Result.DIFFERS
          : Proof.Result.NOT_CHECKABLE;
    }
  }

  private static Proof.Result result(boolean same) {
    return same ? Proof.Result.MATCHES : Proof.Result.DIFFERS;
  }

  private static byte[] marked(Bytes digest) {
    byte[] marked = Arrays.copyOf(MARK, MARK.length + digest.size());
    System.arraycopy(digest.toByteArray(), 0, marked, MARK.length, digest.size());
    return marked;
  }

  private static Bytes mac(MasterKey key, Bytes digest) {
    byte[] derived = key.key().lend(SecretAccess.granted(), content -> hmac(content, PURPOSE));
    try {
      return Bytes.of(hmac(derived, digest.toByteArray()));
    } finally {
      Arrays.fill(derived, (byte) 0);
    }
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + HMAC, e);
    }
  }
}
