package org.holdfast.domain.access;

import java.time.Instant;
import org.holdfast.domain.secret.SecretChars;

/**
 * A token just made, with which one endpoint enrols once: shown once, kept by the vault as a digest
 * only. Closing it closes the secret.
 */
public final class EnrolmentToken implements AutoCloseable {

  private final Endpoint endpoint;
  private final SecretChars token;
  private final Instant expires;

  public EnrolmentToken(Endpoint endpoint, SecretChars token, Instant expires) {
    this.endpoint = endpoint;
    this.token = token;
    this.expires = expires;
  }

  public Endpoint endpoint() {
    return endpoint;
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
