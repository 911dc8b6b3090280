package org.holdfast.domain.object;

import java.time.Instant;
import java.util.UUID;

/** Which warnings of something's end were given, so that each is given once. */
public interface ExpiryWarnings {

  /**
   * Notes a warning.
   *
   * @param subject what ends
   * @param ends when; a changed end is warned of anew
   * @param days how many days before the end the warning is due
   * @return whether it is the first
   */
  boolean note(UUID subject, Instant ends, int days);
}
