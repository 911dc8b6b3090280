package org.holdfast.domain.object;

import org.holdfast.domain.secret.SecretBytes;

/** A security object with its material in clear; whoever receives it closes it. */
public final class RetrievedObject implements AutoCloseable {

  private final SecurityObject object;
  private final int version;
  private final SecretBytes material;

  /**
   * @param version which version the material is
   */
  public RetrievedObject(SecurityObject object, int version, SecretBytes material) {
    this.object = object;
    this.version = version;
    this.material = material;
  }

  public SecurityObject object() {
    return object;
  }

  public int version() {
    return version;
  }

  public SecretBytes material() {
    return material;
  }

  @Override
  public void close() {
    material.close();
  }
}
