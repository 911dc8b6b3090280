package org.holdfast.ejb.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.holdfast.domain.access.IssuedToken;
import org.holdfast.domain.access.Role;

/** Gives the caller a short-lived bearer token. */
@Stateless
@RolesAllowed({
  Role.Names.SYSTEM_ADMINISTRATOR,
  Role.Names.KEY_ADMINISTRATOR,
  Role.Names.AUDIT_MANAGER
})
public class IssueToken {

  public IssuedToken issue() {
    throw new UnsupportedOperationException();
  }
}
