package org.holdfast.ejb.access;

import java.util.Map;
import java.util.Optional;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Material;
import org.holdfast.domain.object.LinkType;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.RetrievedObject;
import org.holdfast.domain.object.SecurityObject;

/**
 * Where the vault keeps keys of its own: as security objects that belong to {@link
 * SecurityObject#SYSTEM}, in no virtual wallet. No caller's access is asked for. Each method works
 * in the transaction of its caller.
 */
public interface SystemKeyStore {

  /** The vault's own object of that name, unless it is destroyed; a user's is not found. */
  Optional<SecurityObject> find(String name);

  /**
   * Keeps material as an active object that is made by {@code system}, and records that in the
   * audit trail; secret material is not extractable.
   *
   * @param material stays the caller's
   * @param links to other objects of the vault's own
   * @throws VaultException {@link ErrorCode#VAULT_CLOSED}; {@link ErrorCode#OBJECT_NAME_TAKEN},
   *     also if the name is a user's object's
   */
  SecurityObject keep(String name, Material material, Map<LinkType, ObjectId> links);

  /**
   * One of the vault's own objects with its material, for the caller to close.
   *
   * @throws VaultException {@link ErrorCode#VAULT_CLOSED}, {@link ErrorCode#OBJECT_UNREADABLE},
   *     {@link ErrorCode#OBJECT_UNKNOWN} for any other object
   */
  RetrievedObject open(ObjectId id);
}
