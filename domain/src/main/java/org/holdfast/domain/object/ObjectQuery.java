package org.holdfast.domain.object;

import java.time.Instant;
import java.util.Map;
import org.holdfast.domain.access.Rights;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.jspecify.annotations.Nullable;

/**
 * Which security objects are wanted; null means any.
 *
 * @param nameContains part of the name, case does not matter
 * @param includeDestroyed whether destroyed objects are listed
 * @param attributes values that attributes must have, by the names of {@link ObjectAttributes}
 * @param expiresBefore whose certificate or dates end before this time
 * @param visibleTo only what this caller has access to
 */
public record ObjectQuery(
    @Nullable String nameContains,
    @Nullable ObjectType type,
    @Nullable Algorithm algorithm,
    @Nullable ObjectState state,
    boolean includeDestroyed,
    @Nullable WalletId wallet,
    Map<String, String> attributes,
    @Nullable Instant createdFrom,
    @Nullable Instant createdUntil,
    @Nullable Instant expiresFrom,
    @Nullable Instant expiresBefore,
    @Nullable Rights visibleTo) {

  public static final ObjectQuery ALL = new Builder().includeDestroyed(true).build();

  public ObjectQuery {
    attributes = Map.copyOf(attributes);
  }

  /** All objects that are not destroyed, to be narrowed. */
  public static Builder where() {
    return new Builder();
  }

  /** The same, for what that caller has access to. */
  public ObjectQuery visibleTo(Rights rights) {
    return new ObjectQuery(
        nameContains,
        type,
        algorithm,
        state,
        includeDestroyed,
        wallet,
        attributes,
        createdFrom,
        createdUntil,
        expiresFrom,
        expiresBefore,
        rights);
  }

  /** Narrows down which objects are wanted; each setter takes null for any. */
  public static final class Builder {

    private @Nullable String nameContains;
    private @Nullable ObjectType type;
    private @Nullable Algorithm algorithm;
    private @Nullable ObjectState state;
    private boolean includeDestroyed;
    private @Nullable WalletId wallet;
    private Map<String, String> attributes = Map.of();
    private @Nullable Instant createdFrom;
    private @Nullable Instant createdUntil;
    private @Nullable Instant expiresFrom;
    private @Nullable Instant expiresBefore;

    private Builder() {}

    public Builder nameContains(@Nullable String wanted) {
      nameContains = wanted;
      return this;
    }

    public Builder type(@Nullable ObjectType wanted) {
      type = wanted;
      return this;
    }

    public Builder algorithm(@Nullable Algorithm wanted) {
      algorithm = wanted;
      return this;
    }

    public Builder state(@Nullable ObjectState wanted) {
      state = wanted;
      return this;
    }

    public Builder includeDestroyed(boolean wanted) {
      includeDestroyed = wanted;
      return this;
    }

    public Builder wallet(@Nullable WalletId wanted) {
      wallet = wanted;
      return this;
    }

    public Builder attributes(Map<String, String> wanted) {
      attributes = wanted;
      return this;
    }

    public Builder createdFrom(@Nullable Instant wanted) {
      createdFrom = wanted;
      return this;
    }

    public Builder createdUntil(@Nullable Instant wanted) {
      createdUntil = wanted;
      return this;
    }

    public Builder expiresFrom(@Nullable Instant wanted) {
      expiresFrom = wanted;
      return this;
    }

    public Builder expiresBefore(@Nullable Instant wanted) {
      expiresBefore = wanted;
      return this;
    }

    /** A state, with the destroyed objects if it is one of theirs. */
    public Builder inState(@Nullable ObjectState wanted) {
      includeDestroyed |= wanted != null && wanted.isDestroyed();
      return state(wanted);
    }

    public ObjectQuery build() {
      return new ObjectQuery(
          nameContains,
          type,
          algorithm,
          state,
          includeDestroyed,
          wallet,
          attributes,
          createdFrom,
          createdUntil,
          expiresFrom,
          expiresBefore,
          null);
    }
  }
}
