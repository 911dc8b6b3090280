package org.holdfast.domain.access;

/** What somebody wants to do with a virtual wallet, and the access that it takes. */
public enum WalletAction {
  SEE(AccessLevel.READ_ONLY),
  /** Put a security object in. */
  PUT(AccessLevel.READ_AND_MODIFY),
  /** Take a security object out. */
  TAKE(AccessLevel.READ_AND_MODIFY),
  /** Name, description, protection. */
  CHANGE(AccessLevel.MANAGE),
  /** Give and take access. */
  GRANT(AccessLevel.MANAGE),
  DELETE(AccessLevel.MANAGE);

  private final AccessLevel needs;

  WalletAction(AccessLevel needs) {
    this.needs = needs;
  }

  public AccessLevel needs() {
    return needs;
  }
}
