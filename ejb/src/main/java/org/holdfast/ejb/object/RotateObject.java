package org.holdfast.ejb.object;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.UUID;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;

/** Gives a security object new material; what was before is kept. */
@Stateless
@RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.USER, Role.Names.ENDPOINT})
public class RotateObject {

  /**
   * Makes a new version: of the vault's own making for symmetric keys, of {@code material}
   * otherwise. The identifier and the name stay; older versions can still be read and used.
   *
   * @param material stays the caller's; null for the vault to make it
   * @throws VaultException {@link ErrorCode#STATE_NOT_ALLOWED} unless it is active or pre-active;
   *     {@link ErrorCode#OPERATION_NOT_SUPPORTED}, and as for a new object
   */
  public SecurityObject rotate(
      ObjectId id, @Nullable SecretBytes material, @Nullable UUID revision) {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes a new object in the place of this one (KMIP 2.1, 6.1.44, Re-key): it takes the name,
   * attributes and virtual wallets over; the two link to each other. The former object keeps its
   * state, under its name with its identifier behind.
   */
  public SecurityObject rekey(ObjectId id, @Nullable UUID revision) {
    throw new UnsupportedOperationException();
  }
}
