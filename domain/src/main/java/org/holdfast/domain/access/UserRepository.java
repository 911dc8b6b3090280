package org.holdfast.domain.access;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** The console users. Rows are only ever added: the newest password of a user counts. */
public interface UserRepository {

  /**
   * @throws VaultException {@link ErrorCode#USER_NAME_TAKEN}; the transaction is over then
   */
  void add(User user);

  /** Gives the user another password hash. */
  void changePassword(User user, String passwordHash);

  Optional<User> find(UserName name);

  Optional<User> find(UUID id);

  List<User> all();
}
