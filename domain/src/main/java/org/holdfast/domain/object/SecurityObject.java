package org.holdfast.domain.object;

import java.time.Instant;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.jspecify.annotations.Nullable;

/**
 * A security object as everybody with access may see it: without its material.
 *
 * @param algorithm null for secret data
 * @param bits length of the material in bits
 * @param version of the material, from 1
 */
public record SecurityObject(
    ObjectId id,
    String name,
    ObjectType type,
    @Nullable Algorithm algorithm,
    int bits,
    int version,
    ObjectState state,
    Instant created,
    String createdBy,
    Instant stateSince) {}
