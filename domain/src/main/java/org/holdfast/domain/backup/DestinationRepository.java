package org.holdfast.domain.backup;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/** The node's destinations. The built-in one is not among them. */
public interface DestinationRepository {

  /** By name. */
  List<Destination> list();

  Optional<Destination> find(UUID id);

  /**
   * Adds it, or changes the one with its identifier.
   *
   * @param sealedPassword null leaves the one that is there
   * @throws VaultException {@link ErrorCode#DESTINATION_NAME_TAKEN}
   */
  void save(Destination destination, @Nullable Bytes sealedPassword);

  /** The password as it was saved; empty if there is none. */
  Optional<Bytes> sealedPassword(UUID id);

  void delete(UUID id);

  /** The vault's SSH key pair as it was saved; empty at first. */
  Optional<SealedKeyPair> keyPair();

  /** Saves the key pair, unless one is there; returns the one that is. */
  SealedKeyPair saveKeyPair(SealedKeyPair fresh);

  /**
   * @param publicKey as a line for {@code authorized_keys}
   * @param sealedPrivateKey the private key, sealed by the key file
   */
  record SealedKeyPair(String publicKey, Bytes sealedPrivateKey) {}
}
