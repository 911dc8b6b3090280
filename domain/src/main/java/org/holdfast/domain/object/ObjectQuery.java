package org.holdfast.domain.object;

import org.holdfast.domain.material.ObjectType;
import org.jspecify.annotations.Nullable;

/**
 * Which security objects are wanted; null means any.
 *
 * @param nameContains part of the name, case does not matter
 * @param includeDestroyed whether destroyed objects are listed
 */
public record ObjectQuery(
    @Nullable String nameContains,
    @Nullable ObjectType type,
    @Nullable ObjectState state,
    boolean includeDestroyed) {

  public static final ObjectQuery ALL = new ObjectQuery(null, null, null, true);
}
