package org.holdfast.ejb.rootoftrust;

import java.time.Instant;
import org.holdfast.domain.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * One Root of Trust in force (B8), as the last check found it.
 *
 * @param name unique among those in force
 * @param priority from 1, which is the primary one
 * @param vendorName as the vendor pack has it; the id if there is none any more
 * @param tokenLabel null if none was given
 * @param checkValue in hexadecimal
 * @param up whether the last check was good; false before the first
 * @param cause why it is down; null while up, and before the first check
 * @param causeDetail the cause in words
 * @param since since when it is so; null before the first check
 * @param checked null before the first check
 */
public record RootView(
    String name,
    int priority,
    String vendorId,
    String vendorName,
    @Nullable String tokenLabel,
    String tokenSerial,
    int keyNumber,
    String checkValue,
    boolean up,
    @Nullable ErrorCode cause,
    @Nullable String causeDetail,
    @Nullable Instant since,
    @Nullable Instant checked) {

  /** Whether its key also wraps the data keys that the HSM holds. */
  public boolean primary() {
    return priority == 1;
  }
}
