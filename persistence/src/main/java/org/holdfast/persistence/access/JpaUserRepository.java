package org.holdfast.persistence.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.access.User;
import org.holdfast.domain.access.UserName;
import org.holdfast.domain.access.UserRepository;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.node.NodeIdentity;

/** Users and, apart from them, their passwords: the newest row of a user counts. */
@ApplicationScoped
class JpaUserRepository implements UserRepository {

  @PersistenceContext private EntityManager entities;
  @Inject private NodeIdentity node;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  @Override
  public void add(User user) {
    entities.persist(ConsoleUserEntity.from(user, clock.instant(), node.id()));
    entities.flush();
    // Whoever adds a user holds the epoch's row until the end: of two who take a name at the same
    // moment, the second sees the first one here.
    if (withName(user.name()) > 1) {
      throw new VaultException(ErrorCode.USER_NAME_TAKEN).atField("name");
    }
    addPassword(user.id(), user.passwordHash());
  }

  @Override
  public void changePassword(User user, String passwordHash) {
    addPassword(user.id(), passwordHash);
  }

  @Override
  public Optional<User> find(UserName name) {
    return entities
        .createQuery(
            "select u from ConsoleUserEntity u where u.name = :name order by u.id",
            ConsoleUserEntity.class)
        .setParameter("name", name.value())
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(this::toDomain);
  }

  @Override
  public Optional<User> find(UUID id) {
    return Optional.ofNullable(entities.find(ConsoleUserEntity.class, id)).map(this::toDomain);
  }

  @Override
  public List<User> all() {
    return entities
        .createQuery("select u from ConsoleUserEntity u order by u.name", ConsoleUserEntity.class)
        .getResultStream()
        .map(this::toDomain)
        .toList();
  }

  private long withName(UserName name) {
    return entities
        .createQuery("select count(u) from ConsoleUserEntity u where u.name = :name", Long.class)
        .setParameter("name", name.value())
        .getSingleResult();
  }

  private User toDomain(ConsoleUserEntity row) {
    String hash =
        entities
            .createQuery(
                "select p.hash from UserPasswordEntity p where p.userId = :user order by p.id desc",
                String.class)
            .setParameter("user", row.id)
            .setMaxResults(1)
            .getSingleResult();
    return row.toDomain(hash);
  }

  private void addPassword(UUID user, String hash) {
    UserPasswordEntity row = new UserPasswordEntity();
    row.id = Uuid7.next(random);
    row.userId = user;
    row.hash = hash;
    row.createdAt = clock.instant();
    row.nodeId = node.id();
    entities.persist(row);
    entities.flush();
  }
}
