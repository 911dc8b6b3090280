package org.holdfast.domain.rootoftrust;

import java.util.UUID;
import org.holdfast.domain.hsm.KeyRef;
import org.jspecify.annotations.Nullable;

/**
 * A Root of Trust key that an undone operation left on a token because the HSM was away.
 *
 * @param operation that made it
 */
public record OrphanKey(UUID operation, String vendorId, @Nullable String tokenLabel, KeyRef key) {}
