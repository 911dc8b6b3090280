package org.holdfast.ejb.backup.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.UUID;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.holdfast.domain.backup.DestinationRepository;
import org.holdfast.domain.backup.DestinationRepository.SealedKeyPair;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.KeyFile;

/**
 * The node's own SSH key pair (Ed25519), made when it is first needed. Its private key is sealed by
 * the key file. Each method has a transaction of its own: the pair stays, whatever becomes of what
 * it was needed for.
 */
@ApplicationScoped
class VaultKeyPair {

  /** What the private key is sealed for. */
  static final String PURPOSE = "ssh key pair";

  private static final int SEED_BYTES = 32;
  private static final int SHORT_ID = 8;

  @Inject private DestinationRepository destinations;
  @Inject private KeyFile keyFile;
  @Inject private NodeIdentity node;
  @Inject private SecureRandom random;

  VaultKeyPair() {}

  /** Without a container. */
  @SuppressWarnings("UnnecessaryAssignment")
  VaultKeyPair(
      DestinationRepository destinations, KeyFile keyFile, NodeIdentity node, SecureRandom random) {
    this.destinations = destinations;
    this.keyFile = keyFile;
    this.node = node;
    this.random = random;
  }

  /** As a line for {@code authorized_keys}. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  String publicKey() {
    return sealed().publicKey();
  }

  /**
   * Both keys, to sign in with.
   *
   * @throws VaultException {@link ErrorCode#KEY_FILE_UNREADABLE}, {@link
   *     ErrorCode#WALLET_UNREADABLE}
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  KeyPair open() {
    SealedKeyPair sealed = sealed();
    try (SecretBytes seed = keyFile.openSecret(PURPOSE, sealed.sealedPrivateKey())) {
      return seed.lend(SecretAccess.granted(), VaultKeyPair::fromSeed);
    }
  }

  private SealedKeyPair sealed() {
    return destinations.keyPair().orElseGet(() -> destinations.saveKeyPair(make()));
  }

  private SealedKeyPair make() {
    try (SecretBytes seed = SecretBytes.random(SEED_BYTES, random)) {
      PublicKey publicKey = seed.lend(SecretAccess.granted(), VaultKeyPair::fromSeed).getPublic();
      return new SealedKeyPair(
          PublicKeyEntry.toString(publicKey) + " holdfast@" + shortId(node.id()),
          keyFile.sealSecret(PURPOSE, seed));
    }
  }

  /** The end, which is random: the beginning is the time, which nodes may share. */
  private static String shortId(UUID id) {
    String text = id.toString();
    return text.substring(text.length() - SHORT_ID);
  }

  private static KeyPair fromSeed(byte[] seed) {
    try {
      return new KeyPair(
          SecurityUtils.recoverEDDSAPublicKey(
              SecurityUtils.generateEDDSAPrivateKey(KeyPairProvider.SSH_ED25519, seed)),
          SecurityUtils.generateEDDSAPrivateKey(KeyPairProvider.SSH_ED25519, seed));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("Ed25519 is not available", e);
    }
  }
}
