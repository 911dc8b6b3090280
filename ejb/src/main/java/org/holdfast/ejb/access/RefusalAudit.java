package org.holdfast.ejb.access;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import org.jspecify.annotations.Nullable;

/** Records that somebody was turned away before a use case was reached. */
@Stateless
@PermitAll
public class RefusalAudit {

  /**
   * Records a refusal by role.
   *
   * @param actor who was refused; null if nobody was signed in
   * @param what the method and path of the request, or the page
   */
  public void refused(@Nullable String actor, String what) {
    throw new UnsupportedOperationException();
  }
}
