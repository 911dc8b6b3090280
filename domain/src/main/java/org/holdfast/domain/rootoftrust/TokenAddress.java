package org.holdfast.domain.rootoftrust;

import org.jspecify.annotations.Nullable;

/**
 * How a token is found: what an HSM credential is stored for.
 *
 * @param vendorId id of the vendor pack
 * @param tokenLabel as given; null if none was (S15)
 */
public record TokenAddress(String vendorId, @Nullable String tokenLabel) {}
