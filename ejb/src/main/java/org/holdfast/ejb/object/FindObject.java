package org.holdfast.ejb.object;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.List;
import org.holdfast.domain.access.Grant;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.VirtualWallet;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;

/** A security object without its material. */
@Stateless
@RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.USER, Role.Names.ENDPOINT})
public class FindObject {

  /**
   * Where an object is used.
   *
   * @param wallets the virtual wallets it is in
   * @param grants the grants on these
   * @param linked the objects that link to it
   */
  public record WhereUsed(
      List<VirtualWallet> wallets, List<Grant> grants, List<SecurityObject> linked) {}

  /**
   * @throws VaultException {@link ErrorCode#OBJECT_UNKNOWN}
   */
  public SecurityObject find(ObjectId id) {
    throw new UnsupportedOperationException();
  }

  /** The object of that name that is not destroyed. */
  public SecurityObject byName(String name) {
    throw new UnsupportedOperationException();
  }

  /** Newest first. */
  public List<SecurityObjectRepository.Version> versions(ObjectId id) {
    throw new UnsupportedOperationException();
  }

  /** The states it went through, newest first. */
  public List<SecurityObjectRepository.StateChange> history(ObjectId id) {
    throw new UnsupportedOperationException();
  }

  public WhereUsed whereUsed(ObjectId id) {
    throw new UnsupportedOperationException();
  }
}
