package org.holdfast.domain.error;

/** What sort of failure a code is; decides the HTTP status. */
public enum ErrorKind {
  /** The caller sent something wrong. */
  INVALID(400),
  /** Nobody is signed in, or the proof of identity was refused. */
  UNAUTHENTICATED(401),
  /** Signed in, but not allowed. */
  FORBIDDEN(403),
  MISSING(404),
  /** Right in itself, but not in this state. */
  CONFLICT(409),
  /** The condition that the caller set does not hold any more. */
  STALE(412),
  /** Larger than the vault takes. */
  TOO_LARGE(413),
  /** Too many attempts. */
  THROTTLED(429),
  /** The vault's own fault. */
  INTERNAL(500),
  /** Something that the vault needs is away; the same call may succeed later. */
  UNAVAILABLE(503);

  private final int httpStatus;

  ErrorKind(int httpStatus) {
    this.httpStatus = httpStatus;
  }

  public int httpStatus() {
    return httpStatus;
  }
}
