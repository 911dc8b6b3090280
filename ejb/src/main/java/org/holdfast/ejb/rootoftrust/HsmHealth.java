package org.holdfast.ejb.rootoftrust;

import java.time.Instant;
import org.holdfast.domain.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What the last check of the HSM found.
 *
 * @param cause why it is down; null while up
 * @param detail the cause in words; null while up
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

  HsmHealth withDetail(String other) {
    return new HsmHealth(up, cause, other, since, checked);
  }

  static HsmHealth bad(@Nullable HsmHealth before, ErrorCode cause, String detail, Instant now) {
    Instant since =
        before != null && !before.up() && before.cause() == cause ? before.since() : now;
    return new HsmHealth(false, cause, detail, since, now);
  }
}
