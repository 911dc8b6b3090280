package org.holdfast.ejb.system;

import java.time.Instant;
import org.holdfast.domain.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The state of the vault at a glance; shows nothing that a stranger may not know.
 *
 * @param installed null while the database, which knows, cannot be reached and was not reached
 *     since the start
 * @param rootOfTrust name of the Root of Trust state, such as {@code HSM_PROTECTED}; null as above
 * @param open whether the master keys are in memory, and no restore is under way
 * @param closedBecause the cause while it is closed
 * @param since when it was opened or closed
 * @param databaseReachable whether the database answered just now
 */
public record SystemView(
    String version,
    @Nullable Boolean installed,
    @Nullable String rootOfTrust,
    boolean open,
    @Nullable ErrorCode closedBecause,
    Instant since,
    boolean databaseReachable) {

  /** Whether requests for security objects will be served. */
  public boolean ready() {
    return databaseReachable && open;
  }
}
