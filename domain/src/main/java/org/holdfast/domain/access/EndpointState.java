package org.holdfast.domain.access;

import java.util.Set;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** Where an endpoint stands. */
public enum EndpointState {
  /** Known, with no certificate yet, or none any more. */
  REGISTERED("Registered"),
  /** Has a certificate and may use it. */
  ENROLLED("Enrolled"),
  /** Its certificate is refused until it is resumed. */
  SUSPENDED("Suspended"),
  /** Gone for good: its certificates are revoked, its name is free. */
  DELETED("Deleted");

  private final String displayName;

  EndpointState(String displayName) {
    this.displayName = displayName;
  }

  public String displayName() {
    return displayName;
  }

  /** The states that may follow this one by an administrator's or the endpoint's own doing. */
  public Set<EndpointState> next() {
    return switch (this) {
      case REGISTERED -> Set.of(ENROLLED, DELETED);
      case ENROLLED -> Set.of(ENROLLED, SUSPENDED, REGISTERED, DELETED);
      case SUSPENDED -> Set.of(ENROLLED, REGISTERED, DELETED);
      case DELETED -> Set.of();
    };
  }

  /**
   * That state, if it may follow this one.
   *
   * @throws VaultException {@link ErrorCode#ENDPOINT_STATE}
   */
  public EndpointState to(EndpointState next) {
    if (!next().contains(next)) {
      throw new VaultException(
          ErrorCode.ENDPOINT_STATE,
          "the endpoint is %s; that cannot become %s".formatted(displayName, next.displayName));
    }
    return next;
  }
}
