package org.holdfast.domain.rootoftrust.ledger;

import java.time.Instant;
import org.holdfast.domain.rootoftrust.FormerKey;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A Root of Trust key in the ledger.
 *
 * @param standing whether it is in force
 * @param name of its Root of Trust; null for an orphan
 * @param vendorId vendor of its token
 * @param tokenLabel label of its token; null if none was given
 * @param tokenSerial serial number of its token; null if it is not known, as of an orphan
 * @param keyNumber its number on the token, from 1
 * @param checkValue as recorded when it was made; null if none was, as of an orphan
 * @param reason how it went out of force; null unless it did
 * @param since when it went out of force, or became an orphan; null while it is in force
 * @param needs what still needs it
 */
public record RootKeyEntry(
    Standing standing,
    @Nullable String name,
    String vendorId,
    @Nullable String tokenLabel,
    @Nullable String tokenSerial,
    int keyNumber,
    @Nullable Bytes checkValue,
    FormerKey.@Nullable Reason reason,
    @Nullable Instant since,
    KeyNeeds needs) {

  /** Whether a Root of Trust key is in force. */
  public enum Standing {
    IN_FORCE,
    /** Out of force, and left on its token on purpose. */
    FORMER,
    /** Left by an operation that was undone; the next operation on its token destroys it. */
    ORPHAN
  }

  /** Whether Destroy would do it now, if its HSM answers. */
  public boolean destroyable() {
    return standing == Standing.FORMER && needs.none();
  }
}
