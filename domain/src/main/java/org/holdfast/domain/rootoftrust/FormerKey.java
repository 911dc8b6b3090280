package org.holdfast.domain.rootoftrust;

import java.util.UUID;

/**
 * A Root of Trust key that is not in force any more and was left on its token on purpose: backups
 * made before need it.
 *
 * @param operation that put it out of force
 * @param root the key, and the name it had
 */
public record FormerKey(UUID operation, NamedRoot root, Reason reason) {

  /** How it went out of force. */
  public enum Reason {
    /** Another key on the same token took its place. */
    ROTATED,
    /** Its Root of Trust was removed; others stayed. */
    REMOVED,
    /** HSM mode ended. */
    REVERSE_MIGRATED,
    /** The vault went back to a backup that does not know it. */
    RESTORED
  }
}
