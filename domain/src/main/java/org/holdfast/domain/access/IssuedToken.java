package org.holdfast.domain.access;

import java.time.Instant;
import org.holdfast.domain.secret.SecretChars;

/** A bearer token just made: shown once, kept by the vault as a digest only. */
public final class IssuedToken implements AutoCloseable {

  private final SecretChars token;
  private final Instant expires;

  public IssuedToken(SecretChars token, Instant expires) {
    this.token = token;
    this.expires = expires;
  }

  public SecretChars token() {
    return token;
  }

  public Instant expires() {
    return expires;
  }

  @Override
  public void close() {
    token.close();
  }
}
