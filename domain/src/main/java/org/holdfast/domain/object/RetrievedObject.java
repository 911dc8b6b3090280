package org.holdfast.domain.object;

import org.holdfast.domain.secret.SecretBytes;

/** A security object with its material in clear; whoever receives it closes it. */
public final class RetrievedObject implements AutoCloseable {

  private final SecurityObject object;
  private final SecretBytes material;

  public RetrievedObject(SecurityObject object, SecretBytes material) {
    this.object = object;
    this.material = material;
  }

  public SecurityObject object() {
    return object;
  }

  public SecretBytes material() {
    return material;
  }

  @Override
  public void close() {
    material.close();
  }
}
