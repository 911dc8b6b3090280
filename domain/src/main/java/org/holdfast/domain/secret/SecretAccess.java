package org.holdfast.domain.secret;

/**
 * Shown by code that reads the content of a secret. It guards nothing at run time; it makes each
 * reader visible to a search for {@code SecretAccess.granted()}.
 */
public final class SecretAccess {

  private static final SecretAccess GRANTED = new SecretAccess();

  private SecretAccess() {}

  public static SecretAccess granted() {
    return GRANTED;
  }
}
