package org.holdfast.domain.doctor;

import org.jspecify.annotations.Nullable;

/**
 * The way to an HSM that is in force or prepared.
 *
 * @param tokenLabel null if none was given
 */
public record Reach(String vendorId, @Nullable String tokenLabel) {}
