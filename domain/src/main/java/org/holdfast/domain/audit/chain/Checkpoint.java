package org.holdfast.domain.audit.chain;

import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.secret.Bytes;

/** A moment at which the vault proved how far a chain was. */
public record Checkpoint(
    UUID id, UUID node, long position, Bytes hash, Instant madeAt, Proof proof) {

  private static final String FORM = "holdfast audit checkpoint 1";

  /** Makes a checkpoint of the newest segment of a chain. */
  public static Checkpoint of(UUID id, UUID node, Seal.Head head, Instant madeAt, Prover prover) {
    return new Checkpoint(
        id,
        node,
        head.position(),
        head.hash(),
        madeAt,
        prover.prove(digest(node, head.position(), head.hash(), madeAt)));
  }

  /** What is proved. */
  public Bytes digest() {
    return digest(node, position, hash, madeAt);
  }

  private static Bytes digest(UUID node, long position, Bytes hash, Instant madeAt) {
    return new Encoding(FORM).add(node).add(position).add(hash).add(madeAt).sha256();
  }
}
