package org.holdfast.web.object;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.ObjectAttributes;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.SecurityObject;

/** Security objects to render. */
final class TestObjects {

  static final ObjectId ID = ObjectId.parse("019aa5c0-7d4e-7000-8000-000000000001");
  static final UUID REVISION = UUID.fromString("019aa5c0-7d4e-7000-8000-0000000000ff");

  private TestObjects() {}

  static SecurityObject of(ObjectType type) {
    return of(type, ObjectState.ACTIVE, Map.of(), Set.of());
  }

  static SecurityObject of(
      ObjectType type, ObjectState state, Map<String, String> attributes, Set<WalletId> wallets) {
    return new SecurityObject(
        ID,
        "n",
        type,
        null,
        256,
        1,
        state,
        Instant.EPOCH,
        Instant.EPOCH,
        "karla",
        new UUID(0, 7),
        true,
        ObjectAttributes.of(attributes),
        wallets,
        false,
        REVISION);
  }
}
