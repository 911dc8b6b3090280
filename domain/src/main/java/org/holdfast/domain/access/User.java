package org.holdfast.domain.access;

import java.util.UUID;

/**
 * A console user.
 *
 * @param passwordHash as {@link PasswordHasher} made it
 */
public record User(UUID id, UserName name, Role role, String passwordHash) {

  @Override
  public String toString() {
    return "User[" + name + ", " + role + "]";
  }
}
