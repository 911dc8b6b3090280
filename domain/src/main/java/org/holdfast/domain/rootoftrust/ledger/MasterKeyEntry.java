package org.holdfast.domain.rootoftrust.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * A generation of the master key in the ledger.
 *
 * @param generation from 1
 * @param active whether it wraps what is wrapped now
 * @param made when it was made
 * @param needs what still needs it
 */
public record MasterKeyEntry(
    UUID id, int generation, boolean active, Instant made, KeyNeeds needs) {

  /** Whether Destroy would do it now. */
  public boolean destroyable() {
    return !active && needs.none();
  }
}
