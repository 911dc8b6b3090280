package org.holdfast.domain.hsm;

/** What a PKCS#11 return value asks of the resource adapter, from harmless to hopeless. */
public enum Disposition {
  /** The request was refused; session, login and library are as good as before. */
  CALLER,
  /** This session is of no more use; others may be. */
  DROP_SESSION,
  /** The token forgot the login; logging in again cures it. */
  RELOGIN,
  /** The library lost its token or itself; finalizing and initializing cures it. */
  REINITIALIZE,
  /** Nothing the adapter can do cures it. */
  FATAL
}
