package org.holdfast.domain.wallet;

import java.util.UUID;
import org.holdfast.domain.secret.SecretBytes;

/** One generation of the master key: an AES-256 key that wraps data keys. */
public final class MasterKey implements AutoCloseable {

  private final UUID id;
  private final int generation;
  private final SecretBytes key;

  /**
   * @param generation from 1
   * @param key is owned by the new object
   */
  MasterKey(UUID id, int generation, SecretBytes key) {
    this.id = id;
    this.generation = generation;
    this.key = key;
  }

  public UUID id() {
    return id;
  }

  public int generation() {
    return generation;
  }

  /** Owned by this object: not to be closed by the caller. */
  public SecretBytes key() {
    return key;
  }

  MasterKey copy() {
    return new MasterKey(id, generation, key.copy());
  }

  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "MasterKey[" + id + ", generation " + generation + "]";
  }
}
