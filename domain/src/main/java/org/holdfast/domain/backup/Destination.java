package org.holdfast.domain.backup;

import java.time.Instant;
import java.util.UUID;

/**
 * A named location (S72).
 *
 * @param name unique among the node's destinations
 */
public record Destination(UUID id, String name, Location location, Instant changed) {

  /** The one that every node has: {@code backup/} below the home folder; it cannot be changed. */
  public static final UUID LOCAL_ID = new UUID(0, 1);

  public boolean isBuiltIn() {
    return id.equals(LOCAL_ID);
  }
}
