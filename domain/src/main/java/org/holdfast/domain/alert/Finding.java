package org.holdfast.domain.alert;

import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/**
 * A condition that a source found just now.
 *
 * @param subject what it is about, such as a token's label or a certificate's name; the same for as
 *     long as the condition lasts
 * @param code the cause, with its cure
 * @param detail in words, may change while the condition lasts; never a secret
 */
public record Finding(
    AlertKind kind, Severity severity, String subject, ErrorCode code, String detail) {

  /** A condition as grave as its kind. */
  public static Finding of(AlertKind kind, String subject, ErrorCode code, String detail) {
    return new Finding(kind, kind.severity(), subject, code, detail);
  }

  /** The same for a failure. */
  public static Finding of(AlertKind kind, String subject, VaultException cause) {
    String detail = cause.detail();
    return of(kind, subject, cause.code(), detail == null ? "" : detail);
  }

  /** By what a condition is known again: another cause is another condition. */
  public record Identity(AlertKind kind, String subject, ErrorCode code) {}

  /** By what this condition is known again. */
  public Identity identity() {
    return new Identity(kind, subject, code);
  }
}
