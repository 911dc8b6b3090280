package org.holdfast.domain.error;

import org.jspecify.annotations.Nullable;

/**
 * A failure that the caller is told of, by code. The message is the code's title and, where there
 * is one, a detail; it never holds a secret. A container transaction that it passes through is
 * rolled back.
 */
public final class VaultException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable String detail;
  private final @Nullable String field;

  private VaultException(
      ErrorCode code, @Nullable String detail, @Nullable String field, @Nullable Throwable cause) {
    super(detail == null ? code.title() : code.title() + ": " + detail, cause);
    this.code = code;
    this.detail = detail;
    this.field = field;
  }

  public VaultException(ErrorCode code) {
    this(code, null, null, null);
  }

  public VaultException(ErrorCode code, String detail) {
    this(code, detail, null, null);
  }

  public VaultException(ErrorCode code, String detail, @Nullable Throwable cause) {
    this(code, detail, null, cause);
  }

  /** The same failure, said of an input field, beside which a form shows it. */
  public VaultException atField(String name) {
    VaultException named = new VaultException(code, detail, name, getCause());
    named.setStackTrace(getStackTrace());
    return named;
  }

  public ErrorCode code() {
    return code;
  }

  public @Nullable String detail() {
    return detail;
  }

  /** The input field's name as in REST, such as {@code recoveryPassphrase}; null if none. */
  public @Nullable String field() {
    return field;
  }
}
