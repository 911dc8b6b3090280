package org.holdfast.ejb.system;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;

/** Says how the vault is; answers whatever is away. */
@Stateless
@PermitAll
public class SystemStatus {

  public SystemView current() {
    throw new UnsupportedOperationException();
  }
}
