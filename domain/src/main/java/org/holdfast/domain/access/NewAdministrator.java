package org.holdfast.domain.access;

import org.holdfast.domain.secret.SecretChars;

/** A console user to be made at post-install. Closing it closes the password. */
public final class NewAdministrator implements AutoCloseable {

  private final UserName name;
  private final Role role;
  private final SecretChars password;

  public NewAdministrator(UserName name, Role role, SecretChars password) {
    this.name = name;
    this.role = role;
    this.password = password;
  }

  public UserName name() {
    return name;
  }

  public Role role() {
    return role;
  }

  public SecretChars password() {
    return password;
  }

  @Override
  public void close() {
    password.close();
  }
}
