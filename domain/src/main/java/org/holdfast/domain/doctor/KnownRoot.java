package org.holdfast.domain.doctor;

import java.util.List;

/**
 * A Root of Trust in force, or prepared for a restore.
 *
 * @param name that administrators know it by; what its token is called where the files alone tell
 * @param reach the way to its HSM
 * @param keys its key; several where it cannot be told which of them is on this token; empty
 *     outside HSM mode
 */
public record KnownRoot(String name, Reach reach, List<KnownKey> keys) {

  public KnownRoot {
    keys = List.copyOf(keys);
  }
}
