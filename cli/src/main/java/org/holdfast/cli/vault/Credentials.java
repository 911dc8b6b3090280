package org.holdfast.cli.vault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;

/** Who asks, by Basic authentication (RFC 7617, UTF-8). */
public final class Credentials implements AutoCloseable {

  private final String user;
  private final SecretChars password;

  /**
   * A user with that password.
   *
   * @param password closed with this
   */
  public Credentials(String user, SecretChars password) {
    this.user = user;
    this.password = password;
  }

  /**
   * Value of the header {@code Authorization}. The JDK's client takes headers as {@code String}
   * alone: this is the one place where the password becomes part of one, made anew for each request
   * and kept nowhere.
   */
  String header() {
    byte[] name = (user + ":").getBytes(StandardCharsets.UTF_8);
    try (SecretBytes secret = password.toUtf8(SecretAccess.granted())) {
      return secret.lend(
          SecretAccess.granted(),
          bytes -> {
            byte[] both = Arrays.copyOf(name, name.length + bytes.length);
            System.arraycopy(bytes, 0, both, name.length, bytes.length);
            try {
              return "Basic " + Base64.getEncoder().encodeToString(both);
            } finally {
              Arrays.fill(both, (byte) 0);
            }
          });
    }
  }

  @Override
  public void close() {
    password.close();
  }

  /** The password stands in no message. */
  @Override
  public String toString() {
    return user;
  }
}
