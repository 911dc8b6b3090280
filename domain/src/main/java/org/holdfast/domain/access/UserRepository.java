package org.holdfast.domain.access;

import java.util.List;
import java.util.Optional;

/** The console users. Rows are only ever added: the newest password of a user counts. */
public interface UserRepository {

  void add(User user);

  /** Gives the user another password hash. */
  void changePassword(User user, String passwordHash);

  Optional<User> find(UserName name);

  List<User> all();
}
