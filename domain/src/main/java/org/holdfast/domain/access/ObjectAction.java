package org.holdfast.domain.access;

/** What somebody wants to do with a security object, and the access that it takes. */
public enum ObjectAction {
  /** Its attributes, without the material. */
  SEE(AccessLevel.READ_ONLY),
  /** The material itself, where it is extractable. */
  READ(AccessLevel.READ_ONLY),
  /** Encrypt, decrypt, sign, verify, MAC, wrap, unwrap in the vault. */
  USE(AccessLevel.READ_ONLY),
  /** Attributes, dates, links; membership in a virtual wallet. */
  CHANGE(AccessLevel.READ_AND_MODIFY),
  ACTIVATE(AccessLevel.READ_AND_MODIFY),
  REVOKE(AccessLevel.READ_AND_MODIFY),
  /** A new version of the material. */
  ROTATE(AccessLevel.READ_AND_MODIFY),
  /** A new object in the place of this one. */
  REKEY(AccessLevel.READ_AND_MODIFY),
  DESTROY(AccessLevel.READ_AND_MODIFY);

  private final AccessLevel needs;

  ObjectAction(AccessLevel needs) {
    this.needs = needs;
  }

  public AccessLevel needs() {
    return needs;
  }
}
