package org.holdfast.domain.material;

/**
 * Both halves of a key pair; closing it closes both.
 *
 * @param privateKey of type {@link ObjectType#PRIVATE_KEY}
 * @param publicKey of type {@link ObjectType#PUBLIC_KEY}
 */
public record KeyPairMaterial(Material privateKey, Material publicKey) implements AutoCloseable {

  /** Zeroes both. May be called again. */
  @Override
  public void close() {
    privateKey.close();
    publicKey.close();
  }
}
