package org.holdfast.domain.doctor;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which HSM is asked about.
 *
 * @param vendorId null for the one in force or prepared
 * @param library null for the one that is configured
 * @param tokenLabel null for the one in force, or the only token of another vendor
 */
public record Subject(
    @Nullable String vendorId, @Nullable Path library, @Nullable String tokenLabel) {

  /** The HSM in force, or prepared for a restore. */
  public static final Subject IN_FORCE = new Subject(null, null, null);
}
