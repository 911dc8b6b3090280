package org.holdfast.domain.audit.chain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it should be.
 *
 * @param node whose row, or whose chain
 * @param sequence the row's number; null if it is about no row
 * @param position of the segment; null if there is none
 * @param at the row's or the segment's own time
 * @param detail in words
 */
public record Finding(
    Kind kind,
    UUID node,
    @Nullable Long sequence,
    @Nullable Long position,
    @Nullable Instant at,
    String detail) {

  /** What is wrong. */
  public enum Kind {
    /** A row is not what was sealed. */
    CHANGED("changed"),
    /** A row that was sealed is gone. */
    MISSING("missing"),
    /** A row was sealed long after its own time, though the sealer kept up. */
    INSERTED_LATE("inserted late"),
    /** A row is in no segment, though it is older than sealing takes. */
    NOT_SEALED("not sealed"),
    /** A segment does not follow from the one before, or is not what its hash says. */
    CHAIN_BROKEN("chain broken"),
    /** The chain ends before a position that this vault has seen. */
    CUT_OFF("cut off"),
    /** A checkpoint or a tombstone is not one of this chain. */
    CHECKPOINT_WRONG("checkpoint does not match");

    private final String displayName;

    Kind(String displayName) {
      this.displayName = displayName;
    }

    public String displayName() {
      return displayName;
    }
  }
}
