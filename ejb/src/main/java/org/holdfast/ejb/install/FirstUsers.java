package org.holdfast.ejb.install;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;
import org.holdfast.domain.access.NewAdministrator;
import org.holdfast.domain.access.PasswordHasher;
import org.holdfast.domain.access.User;
import org.holdfast.domain.access.UserRepository;
import org.holdfast.domain.identifier.Uuid7;

/** Makes the first console users: hashed before the transaction, added in it. */
@ApplicationScoped
class FirstUsers {

  /** Users ready to be added in the caller's transaction. */
  interface Prepared {
    void add();
  }

  @Inject private UserRepository users;
  @Inject private PasswordHasher hasher;
  @Inject private SecureRandom random;

  Prepared prepare(List<NewAdministrator> administrators) {
    List<User> ready = administrators.stream().map(this::user).toList();
    return () -> ready.forEach(users::add);
  }

  private User user(NewAdministrator administrator) {
    return new User(
        Uuid7.next(random),
        administrator.name(),
        administrator.role(),
        hasher.hash(administrator.password()));
  }
}
