package org.holdfast.ejb.rootoftrust;

import java.time.Instant;
import org.holdfast.domain.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What the last check of the HSM found.
 *
 * @param cause why it is down; null while up
 * @param detail what there is to say beyond the cause's title; null while up, and if it says all
 * @param since since when it is so
 * @param checked when it was checked last
 */
record HsmHealth(
    boolean up,
    @Nullable ErrorCode cause,
    @Nullable String detail,
    Instant since,
    Instant checked) {

  static HsmHealth good(@Nullable HsmHealth before, Instant now) {
    return new HsmHealth(
        true, null, null, before != null && before.up() ? before.since() : now, now);
  }

  String detailOrNothing() {
    return detail == null ? "" : detail;
  }

  /** The cause's title, and the detail if there is one; nothing while up. */
  String words() {
    if (cause == null) {
      return "";
    }
    return detail == null ? cause.title() : cause.title() + ": " + detail;
  }

  /** The words that are left to say where the cause of {@code other} is told already. */
  String wordsBeside(HsmHealth other) {
    return detail != null && cause == other.cause() ? detail : words();
  }

  HsmHealth withDetail(String other) {
    return new HsmHealth(up, cause, other, since, checked);
  }

  static HsmHealth bad(
      @Nullable HsmHealth before, ErrorCode cause, @Nullable String detail, Instant now) {
    Instant since =
        before != null && !before.up() && before.cause() == cause ? before.since() : now;
    return new HsmHealth(false, cause, detail, since, now);
  }
}
